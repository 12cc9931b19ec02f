// Goauditor checks a transparency log by means of the Go project's own code:
// signatures with sumdb/note, hashes and proofs with sumdb/tlog.
//
//	goauditor FOLDER LOGKEY [-witness KEY]... [RECEIPT]...
//	goauditor -pack FOLDER LOGKEY
//
// FOLDER holds what C2SP tlog-tiles serves: checkpoint, tile/<L>/<N>, tile/entries/<N>.
// The exit code is 0 and one line says what was checked, or 1 and one line says what is wrong.
//
// With Debian's golang-go and golang-golang-x-mod-dev, without a network:
//
//	GO111MODULE=off GOPATH=/usr/share/gocode go build
package main

import (
	"bytes"
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

func main() {
	check, args := audit, os.Args[1:]
	if len(args) > 0 && args[0] == "-pack" {
		check, args = auditPack, args[1:]
	}
	report, err := check(args)
	if err != nil {
		fmt.Println("WRONG:", err)
		os.Exit(1)
	}
	fmt.Println("OK:", report)
}

func audit(args []string) (string, error) {
	if len(args) < 2 {
		return "", fmt.Errorf("usage: goauditor FOLDER LOGKEY [-witness KEY]... [RECEIPT]...")
	}
	folder, keys, receipts := folder(args[0]), &keyring{}, []string{}
	var err error
	if keys.log, err = note.NewVerifier(args[1]); err != nil {
		return "", fmt.Errorf("log key: %v", err)
	}
	for i := 2; i < len(args); i++ {
		if args[i] != "-witness" {
			receipts = append(receipts, args[i])
		} else if i++; i == len(args) {
			return "", fmt.Errorf("-witness without a key")
		} else if err := keys.addWitness(args[i]); err != nil {
			return "", err
		}
	}

	signed, err := os.ReadFile(folder.path("checkpoint"))
	if err != nil {
		return "", err
	}
	tree, cosigned, err := keys.open(signed)
	if err != nil {
		return "", fmt.Errorf("checkpoint: %v", err)
	}
	stored, err := folder.rehash(tree)
	if err != nil {
		return "", err
	}
	tiles, err := folder.compareTiles(tree, stored)
	if err != nil {
		return "", err
	}
	proofs, err := checkProofs(tree, stored, tlog.TileHashReader(tree, folder))
	if err != nil {
		return "", err
	}
	for _, name := range receipts {
		if err := checkReceipt(name, keys, tree, stored); err != nil {
			return "", fmt.Errorf("%s: %v", filepath.Base(name), err)
		}
	}
	return fmt.Sprintf("%d entries, %d tiles, %d proofs, %d receipts, %d cosignatures",
		tree.N, tiles, proofs, len(receipts), cosigned), nil
}

// A folder of a log's files. It is a tlog.TileReader.
type folder string

func (f folder) path(name string) string { return filepath.Join(string(f), filepath.FromSlash(name)) }

// tilePath turns x/mod's path into C2SP's, which leaves the height out: it is always 8.
func tilePath(t tlog.Tile) string { return "tile/" + strings.TrimPrefix(t.Path(), "tile/8/") }

func (f folder) Height() int { return 8 }

func (f folder) SaveTiles([]tlog.Tile, [][]byte) {}

func (f folder) ReadTiles(tiles []tlog.Tile) ([][]byte, error) {
	data := make([][]byte, len(tiles))
	for i, t := range tiles {
		var err error
		if data[i], err = os.ReadFile(f.path(tilePath(t))); err != nil {
			return nil, err
		}
	}
	return data, nil
}

// bundle returns the entries of the n-th bundle, of which there must be width.
func (f folder) bundle(n int64, width int) ([][]byte, error) {
	name := "tile/entries/" + strings.TrimPrefix(tlog.Tile{H: 8, L: 0, N: n, W: width}.Path(), "tile/8/0/")
	data, err := os.ReadFile(f.path(name))
	if err != nil {
		return nil, err
	}
	var entries [][]byte
	for len(data) >= 2 {
		length := int(binary.BigEndian.Uint16(data))
		if data = data[2:]; len(data) < length {
			return nil, fmt.Errorf("%s is cut off", name)
		}
		entries, data = append(entries, data[:length]), data[length:]
	}
	if len(data) != 0 || len(entries) != width {
		return nil, fmt.Errorf("%s has %d entries instead of %d", name, len(entries), width)
	}
	return entries, nil
}

// Hashes in the order of tlog.StoredHashIndex.
type hashes []tlog.Hash

func (h hashes) ReadHashes(indexes []int64) ([]tlog.Hash, error) {
	out := make([]tlog.Hash, len(indexes))
	for i, x := range indexes {
		if x < 0 || x >= int64(len(h)) {
			return nil, fmt.Errorf("hash %d is not there", x)
		}
		out[i] = h[x]
	}
	return out, nil
}

// rehash computes every hash of the tree anew from the entries, and compares the root.
func (f folder) rehash(tree tlog.Tree) (hashes, error) {
	var stored hashes
	for first := int64(0); first < tree.N; first += 256 {
		width := tree.N - first
		if width > 256 {
			width = 256
		}
		entries, err := f.bundle(first/256, int(width))
		if err != nil {
			return nil, err
		}
		for i, entry := range entries {
			more, err := tlog.StoredHashes(first+int64(i), entry, stored)
			if err != nil {
				return nil, err
			}
			stored = append(stored, more...)
		}
	}
	root, err := tlog.TreeHash(tree.N, stored)
	if err != nil {
		return nil, err
	}
	if tree.N == 0 {
		// RFC 6962, section 2.1; x/mod has zeros here.
		root = sha256.Sum256(nil)
	}
	if root != tree.Hash {
		return nil, fmt.Errorf("the entries do not have the checkpoint's root")
	}
	return stored, nil
}

// compareTiles compares every tile with what the entries' hashes make of it.
func (f folder) compareTiles(tree tlog.Tree, stored hashes) (int, error) {
	count := 0
	for level := 0; tree.N>>(8*level) > 0; level++ {
		last := tree.N >> (8 * level)
		for n := int64(0); n*256 < last; n++ {
			t := tlog.Tile{H: 8, L: level, N: n, W: 256}
			if last-n*256 < 256 {
				t.W = int(last - n*256)
			}
			want, err := tlog.ReadTileData(t, stored)
			if err != nil {
				return 0, err
			}
			have, err := f.ReadTiles([]tlog.Tile{t})
			if err != nil {
				return 0, err
			}
			if !bytes.Equal(have[0], want) {
				return 0, fmt.Errorf("%s does not have its entries' hashes", tilePath(t))
			}
			count++
		}
	}
	return count, nil
}

// checkProofs makes proofs from the tiles, for indexes and sizes spread over the tree, and checks them.
func checkProofs(tree tlog.Tree, stored hashes, tiles tlog.HashReader) (int, error) {
	count := 0
	step := tree.N/97 + 1
	for n := int64(0); n < tree.N; n++ {
		if n%step != 0 && n > 3 && n < tree.N-3 && n&(n+1) != 0 {
			continue
		}
		record, err := tlog.ProveRecord(tree.N, n, tiles)
		if err != nil {
			return 0, fmt.Errorf("entry %d: %v", n, err)
		}
		if err := tlog.CheckRecord(record, tree.N, tree.Hash, n, stored[tlog.StoredHashIndex(0, n)]); err != nil {
			return 0, fmt.Errorf("entry %d: %v", n, err)
		}
		old, err := tlog.TreeHash(n+1, stored)
		if err != nil {
			return 0, err
		}
		growth, err := tlog.ProveTree(tree.N, n+1, tiles)
		if err != nil {
			return 0, fmt.Errorf("size %d: %v", n+1, err)
		}
		if err := tlog.CheckTree(growth, tree.N, tree.Hash, n+1, old); err != nil {
			return 0, fmt.Errorf("size %d: %v", n+1, err)
		}
		count += 2
	}
	return count, nil
}

// checkReceipt checks a C2SP tlog-proof of an entry of this log.
func checkReceipt(name string, keys *keyring, tree tlog.Tree, stored hashes) error {
	data, err := os.ReadFile(name)
	if err != nil {
		return err
	}
	head, signed, ok := strings.Cut(string(data), "\n\n")
	lines := strings.Split(head, "\n")
	if !ok || lines[0] != "c2sp.org/tlog-proof@v1" {
		return fmt.Errorf("not a receipt")
	}
	lines = lines[1:]
	if len(lines) > 0 && strings.HasPrefix(lines[0], "extra ") {
		lines = lines[1:]
	}
	if len(lines) == 0 || !strings.HasPrefix(lines[0], "index ") {
		return fmt.Errorf("no index")
	}
	index, err := strconv.ParseInt(strings.TrimPrefix(lines[0], "index "), 10, 64)
	if err != nil {
		return err
	}
	var proof tlog.RecordProof
	for _, line := range lines[1:] {
		hash, err := tlog.ParseHash(line)
		if err != nil {
			return err
		}
		proof = append(proof, hash)
	}
	then, _, err := keys.open([]byte(signed))
	if err != nil {
		return err
	}
	if index < 0 || index >= then.N || then.N > tree.N {
		return fmt.Errorf("entry %d of %d, in a log of %d", index, then.N, tree.N)
	}
	if err := tlog.CheckRecord(proof, then.N, then.Hash, index, stored[tlog.StoredHashIndex(0, index)]); err != nil {
		return err
	}
	if old, err := tlog.TreeHash(then.N, stored); err != nil || old != then.Hash {
		return fmt.Errorf("its checkpoint is of another history")
	}
	return nil
}

// A keyring holds the keys that the auditor knows. It is a note.Verifiers.
type keyring struct {
	log       note.Verifier
	witnesses []note.Verifier
}

func (k *keyring) Verifier(name string, hash uint32) (note.Verifier, error) {
	for _, v := range append([]note.Verifier{k.log}, k.witnesses...) {
		if v.Name() == name && v.KeyHash() == hash {
			return v, nil
		}
	}
	return nil, &note.UnknownVerifierError{Name: name, KeyHash: hash}
}

// open returns what a signed checkpoint says, and how many known witnesses cosigned it.
func (k *keyring) open(signed []byte) (tlog.Tree, int, error) {
	n, err := note.Open(signed, k)
	if err != nil {
		return tlog.Tree{}, 0, err
	}
	logs := 0
	for _, sig := range n.Sigs {
		if sig.Name == k.log.Name() && sig.Hash == k.log.KeyHash() {
			logs++
		}
	}
	// x/mod's own tlog.ParseTree takes only the first line of Go's checksum database.
	lines := strings.SplitN(n.Text, "\n", 4)
	if logs != 1 || len(lines) < 4 || lines[0] != k.log.Name() {
		return tlog.Tree{}, 0, fmt.Errorf("not a checkpoint by %s", k.log.Name())
	}
	size, err := strconv.ParseInt(lines[1], 10, 64)
	if err != nil || size < 0 {
		return tlog.Tree{}, 0, fmt.Errorf("no size")
	}
	root, err := tlog.ParseHash(lines[2])
	return tlog.Tree{N: size, Hash: root}, len(n.Sigs) - logs, err
}

// A witness is a key for cosignature/v1 (C2SP tlog-cosignature), which sumdb/note does not know.
type witness struct {
	name string
	hash uint32
	key  ed25519.PublicKey
}

func (k *keyring) addWitness(text string) error {
	parts := strings.SplitN(text, "+", 3)
	if len(parts) != 3 {
		return fmt.Errorf("witness key: malformed")
	}
	hash, err := strconv.ParseUint(parts[1], 16, 32)
	if err != nil {
		return err
	}
	key, err := base64.StdEncoding.DecodeString(parts[2])
	if err != nil || len(key) != 33 || key[0] != 4 {
		return fmt.Errorf("witness key: not of type 4")
	}
	k.witnesses = append(k.witnesses, &witness{parts[0], uint32(hash), key[1:]})
	return nil
}

func (w *witness) Name() string    { return w.name }
func (w *witness) KeyHash() uint32 { return w.hash }

func (w *witness) Verify(text, sig []byte) bool {
	if len(sig) != 72 {
		return false
	}
	header := fmt.Sprintf("cosignature/v1\ntime %d\n", binary.BigEndian.Uint64(sig))
	return ed25519.Verify(w.key, append([]byte(header), text...), sig[8:])
}
