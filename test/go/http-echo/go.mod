module cdk8s-istio-ambient/test/http-echo

go 1.24

require github.com/hashicorp/http-echo v1.0.0
