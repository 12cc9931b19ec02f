package main

import (
	"encoding/json"
	"fmt"
	"strings"
)

// grounds holds on whose word a period's searches ran: each authorisation that one of them names, and what the pack says of it.
type grounds struct {
	m       *manifest
	earlier map[int64]string
	needed  map[string]*search
	said    map[string]*leave
}

type search struct{ first, started int64 }

type leave struct {
	asked, approved int64
	breakGlass      bool
}

func newGrounds(m *manifest) *grounds {
	return &grounds{m, map[int64]string{}, map[string]*search{}, map[string]*leave{}}
}

// take reads an entry; they come in the log's order.
func (g *grounds) take(l line) error {
	var entry struct {
		Type string
		IDs  struct{ Authorisation string }
	}
	if err := json.Unmarshal([]byte(l.Entry), &entry); err != nil {
		return err
	}
	ref := entry.IDs.Authorisation
	isSaid := ref != "" && (strings.HasPrefix(entry.Type, "authorisation.") || strings.HasPrefix(entry.Type, "break-glass."))
	if l.Index < g.m.Entries.First-1 && l.Index != g.m.Exported.Entry {
		g.earlier[l.Index] = ""
		if isSaid {
			g.earlier[l.Index] = ref
		}
	}
	if isSaid {
		if g.said[ref] == nil {
			g.said[ref] = &leave{asked: -1, approved: -1}
		}
		one := g.said[ref]
		switch {
		case entry.Type == "authorisation.requested" || entry.Type == "break-glass.used":
			one.asked, one.breakGlass = l.Index, entry.Type == "break-glass.used"
		case entry.Type == "authorisation.approved" && one.approved < 0:
			one.approved = l.Index
		}
	}
	if ref == "" || !strings.HasPrefix(entry.Type, "search.") || l.Index < g.m.Entries.First || l.Index >= g.m.Entries.End {
		return nil
	}
	if g.needed[ref] == nil {
		g.needed[ref] = &search{first: l.Index, started: -1}
	}
	if need := g.needed[ref]; entry.Type == "search.started" && need.started < 0 {
		need.started = l.Index
	}
	return nil
}

func (g *grounds) check() error {
	if int64(len(g.earlier)) != g.m.Entries.Earlier {
		return fmt.Errorf("%d earlier entries, and the manifest says %d", len(g.earlier), g.m.Entries.Earlier)
	}
	for index, ref := range g.earlier {
		if g.needed[ref] == nil {
			return fmt.Errorf("entry %d: no search of the period rests on it", index)
		}
	}
	for ref, need := range g.needed {
		one := g.said[ref]
		if one == nil || one.asked < 0 || one.asked > need.first {
			return fmt.Errorf("entry %d: the request that it rests on is missing", need.first)
		}
		if need.started >= 0 && !one.breakGlass && (one.approved < 0 || one.approved > need.started) {
			return fmt.Errorf("entry %d: the approval that it rests on is missing", need.started)
		}
	}
	return nil
}
