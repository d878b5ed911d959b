package main

import (
	"fmt"
	"strings"
)

const istioProxyID = 1337

// proxyIDs are the user and group of the proxy: 1337, or on OpenShift the last ones of the ranges that the namespace was
// given.
// https://github.com/istio/istio/blob/1.31.0-rc.0/pkg/kube/inject/inject.go (GetProxyIDs)
func proxyIDs(namespace string, objects []object) (uid, gid int64) {
	uid, gid = istioProxyID, istioProxyID
	for _, candidate := range objects {
		if candidate.kind() != "Namespace" || candidate.name() != namespace {
			continue
		}
		annotations := mapping(candidate.metadata()["annotations"])
		users := text(annotations["openshift.io/sa.scc.uid-range"])
		groups := orDefault(text(annotations["openshift.io/sa.scc.supplemental-groups"]), users)
		if last, ok := lastOfBlock(users); ok {
			uid = last
		}
		if last, ok := lastOfBlock(strings.Split(groups, ",")[0]); ok {
			gid = last
		}
	}
	return uid, gid
}

// lastOfBlock reads `first/size` and `first-last`.
func lastOfBlock(block string) (int64, bool) {
	var first, second int64
	if count, _ := fmt.Sscanf(block, "%d/%d", &first, &second); count == 2 {
		return first + second - 1, true
	}
	if count, _ := fmt.Sscanf(block, "%d-%d", &first, &second); count == 2 {
		return second, true
	}
	return 0, false
}
