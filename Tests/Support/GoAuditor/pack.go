package main

import (
	"bufio"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

// A manifest says what an evidence pack is (docs/evidence.md); only what is checked here.
type manifest struct {
	Format   string
	Log      string
	Size     int64
	Root     string
	Scope    struct{ Kind string }
	Entries  struct{ Count, Disclosed, Erased, Withheld, Empty, First, End, Earlier int64 }
	Exported struct{ Entry int64 }
	Files    map[string]struct {
		Bytes  int64
		SHA256 string
	}
}

// A line of a pack's entries.
type line struct {
	Index        int64
	Entry, State string
	Key, Payload string
	Proof        []string
}

// auditPack checks a folder that `likeness evidence export` wrote: goauditor -pack FOLDER LOGKEY.
func auditPack(args []string) (string, error) {
	if len(args) != 2 {
		return "", fmt.Errorf("usage: goauditor -pack FOLDER LOGKEY")
	}
	folder, keys := folder(args[0]), &keyring{}
	var err error
	if keys.log, err = note.NewVerifier(args[1]); err != nil {
		return "", fmt.Errorf("log key: %v", err)
	}
	signed, err := os.ReadFile(folder.path("checkpoint"))
	if err != nil {
		return "", err
	}
	tree, _, err := keys.open(signed)
	if err != nil {
		return "", fmt.Errorf("checkpoint: %v", err)
	}
	m, err := openManifest(folder, keys)
	if err != nil {
		return "", fmt.Errorf("manifest: %v", err)
	}
	if m.Log != keys.log.Name() || m.Size != tree.N || m.Root != tree.Hash.String() {
		return "", fmt.Errorf("manifest: it is of another checkpoint")
	}
	for name, listed := range m.Files {
		size, hash, err := digest(folder.path(name))
		if err != nil {
			return "", err
		}
		if size != listed.Bytes || hash != listed.SHA256 {
			return "", fmt.Errorf("%s is not the file that the manifest lists", name)
		}
	}
	states, err := checkEntries(folder, m, tree)
	if err != nil {
		return "", fmt.Errorf("entries.jsonl: %v", err)
	}
	return fmt.Sprintf("%d entries, %d disclosed, %d erased, %d withheld",
		m.Entries.Count, states["disclosed"], states["erased"], states["withheld"]), nil
}

// digest returns a file's length and SHA-256.
func digest(name string) (int64, string, error) {
	file, err := os.Open(name)
	if err != nil {
		return 0, "", err
	}
	defer file.Close()
	hash := sha256.New()
	size, err := io.Copy(hash, file)
	return size, hex.EncodeToString(hash.Sum(nil)), err
}

func openManifest(f folder, keys *keyring) (*manifest, error) {
	data, err := os.ReadFile(f.path("manifest"))
	if err != nil {
		return nil, err
	}
	n, err := note.Open(data, keys)
	if err != nil {
		return nil, err
	}
	const header = "likeness/evidence/v1\n"
	text, m := strings.TrimPrefix(n.Text, header), &manifest{}
	if text == n.Text {
		return nil, fmt.Errorf("not an evidence pack's")
	}
	if err := json.Unmarshal([]byte(text), m); err != nil || m.Format != "likeness-evidence/1" {
		return nil, fmt.Errorf("of another format: %v", err)
	}
	return m, nil
}

// checkEntries checks each entry's place in the tree and what it is said to stand for, and that a period has no gap.
func checkEntries(f folder, m *manifest, tree tlog.Tree) (map[string]int64, error) {
	file, err := os.Open(f.path("entries.jsonl"))
	if err != nil {
		return nil, err
	}
	defer file.Close()
	states, count, before := map[string]int64{}, int64(0), int64(-1)
	start, reach, reached := m.Entries.First, m.Entries.End, int64(-1)
	if start > 0 {
		start--
	}
	if reach > tree.N-1 {
		reach = tree.N - 1
	}
	rest := newGrounds(m)
	lines := bufio.NewScanner(file)
	lines.Buffer(nil, 1<<20+1)
	for lines.Scan() {
		var l line
		if err := json.Unmarshal(lines.Bytes(), &l); err != nil {
			return nil, fmt.Errorf("line %d: %v", count+1, err)
		}
		// Only the export's own entry, and earlier ones that searches rest on, may stand apart from a period's.
		mayFollow := before < start || l.Index == before+1 || before >= m.Entries.End
		if l.Index <= before || (m.Scope.Kind == "period" && !mayFollow) {
			return nil, fmt.Errorf("entry %d follows %d", l.Index, before)
		}
		var proof tlog.RecordProof
		for _, text := range l.Proof {
			hash, err := tlog.ParseHash(text)
			if err != nil {
				return nil, fmt.Errorf("entry %d: %v", l.Index, err)
			}
			proof = append(proof, hash)
		}
		if err := tlog.CheckRecord(proof, tree.N, tree.Hash, l.Index, tlog.RecordHash([]byte(l.Entry))); err != nil {
			return nil, fmt.Errorf("entry %d: %v", l.Index, err)
		}
		if err := checkPayload(l); err != nil {
			return nil, fmt.Errorf("entry %d: %v", l.Index, err)
		}
		if err := rest.take(l); err != nil {
			return nil, fmt.Errorf("entry %d: %v", l.Index, err)
		}
		apart := l.Index < start
		if before < start && !apart && m.Scope.Kind == "period" && l.Index != start {
			return nil, fmt.Errorf("the period begins at %d, and the entries at %d", start, l.Index)
		}
		if l.Index <= reach {
			reached = l.Index
		}
		states[l.State]++
		count, before = count+1, l.Index
	}
	if err := lines.Err(); err != nil {
		return nil, err
	}
	if m.Scope.Kind == "period" && reached != reach {
		return nil, fmt.Errorf("the period ends at %d, and the entries at %d", reach, reached)
	}
	if m.Scope.Kind == "period" {
		if err := rest.check(); err != nil {
			return nil, err
		}
	}
	e := m.Entries
	if count != e.Count || states["disclosed"] != e.Disclosed || states["erased"] != e.Erased ||
		states["withheld"] != e.Withheld || states["empty"] != e.Empty {
		return nil, fmt.Errorf("%d lines, and the manifest says %d", count, e.Count)
	}
	return states, nil
}

// checkPayload checks that the log committed to the payload: HMAC-SHA256 under the entry's own key.
func checkPayload(l line) error {
	var entry struct{ Commitment string }
	if err := json.Unmarshal([]byte(l.Entry), &entry); err != nil {
		return err
	}
	if l.State != "disclosed" {
		if (entry.Commitment == "") != (l.State == "empty") {
			return fmt.Errorf("it is not %s", l.State)
		}
		return nil
	}
	key, err := hex.DecodeString(l.Key)
	if err != nil || len(key) != 32 {
		return fmt.Errorf("no key")
	}
	mac := hmac.New(sha256.New, key)
	mac.Write([]byte("likeness/commitment/v1\n" + l.Payload))
	if hex.EncodeToString(mac.Sum(nil)) != entry.Commitment {
		return fmt.Errorf("the log committed to another payload")
	}
	return nil
}
