package main

// omitNil drops nulls at any depth, and what is empty because of that.
func omitNil(value any) any {
	result, _ := withoutNil(value)
	return result
}

func withoutNil(value any) (result any, changed bool) {
	switch value := value.(type) {
	case nil:
		return nil, true
	case map[string]any:
		kept := map[string]any{}
		for key, child := range value {
			clean, different := withoutNil(child)
			if changed = changed || different; clean != nil {
				kept[key] = clean
			}
		}
		return unlessEmptied(value, kept, len(kept), changed)
	case []any:
		kept := []any{}
		for _, child := range value {
			clean, different := withoutNil(child)
			if changed = changed || different; clean != nil {
				kept = append(kept, clean)
			}
		}
		return unlessEmptied(value, kept, len(kept), changed)
	}
	return value, false
}

func unlessEmptied(original, kept any, count int, changed bool) (any, bool) {
	switch {
	case !changed:
		return original, false
	case count == 0:
		return nil, true
	}
	return kept, true
}
