import Testing
import TransparencyLog

@Suite("Tiles and bundles")
struct TileTests {
    @Test(
        "a path names one tile or bundle, and is the only one that does",
        arguments: [
            (TilePath.hashes(Tile(level: 0, index: 0)), "tile/0/000"),
            (.hashes(Tile(level: 0, index: 999, count: 1)), "tile/0/999.p/1"),
            (.hashes(Tile(level: 1, index: 1000, count: 255)), "tile/1/x001/000.p/255"),
            (.hashes(Tile(level: 63, index: 1_234_067)), "tile/63/x001/x234/067"),
            (.hashes(Tile(level: 0, index: .max)), "tile/0/x009/x223/x372/x036/x854/x775/807"),
            (.entries(index: 0, count: 256), "tile/entries/000"),
            (.entries(index: 70_000, count: 112), "tile/entries/x070/000.p/112"),
        ])
    func paths(path: TilePath, text: String) throws {
        #expect(path.path == text)
        #expect(try TilePath(parsing: text) == path)
    }

    @Test(
        "what is not exactly a path is refused",
        arguments: [
            "", "/", "tile", "tile/", "tile/0", "tile/0/", "/tile/0/000", "tile/0/000/", "tile//000", "tile/00/000",
            "tile/64/000", "tile/-1/000", "tile/+1/000", "tile/a/000", "tile/Entries/000", "tile/data/000",
            "tile/8/0/000",
            "tile/0/0", "tile/0/00", "tile/0/0000", "tile/0/x000", "tile/0/x000/001", "tile/0/001/000", "tile/0/x001",
            "tile/0/x001/x000", "tile/0/x001/00a", "tile/0/x0001/000", "tile/0/xx01/000", "tile/0/X001/000",
            "tile/0/000.p", "tile/0/000.p/", "tile/0/000.p/0", "tile/0/000.p/01", "tile/0/000.p/256", "tile/0/000.p/-1",
            "tile/0/000.p/1/2", "tile/0/000/1", "tile/0/000.P/1", "tile/0/.p/1", "tile/0.p/1", "tile/entries.p/1",
            "tile/0/x009/x223/x372/x036/x854/x775/808", "tile/0/x999/x999/x999/x999/x999/x999/999",
            "tile/0/x001/x009/x223/x372/x036/x854/x775/807", "tile/0/000\n", " tile/0/000", "tile/0/٠٠٠", "tile/../000",
            "tile/0/000?", "tile/0/0\u{301}00", "checkpoint",
        ])
    func refusedPaths(text: String) {
        #expect(code { _ = try TilePath(parsing: text) } == .malformed)
    }

    @Test("the specification's tree of 70,000 has the tiles that it says")
    func extents() {
        #expect(Tile.levels(ofSize: 70_000) == 3 && Tile.levels(ofSize: 256) == 2 && Tile.levels(ofSize: 0) == 0)
        #expect(Tile.extent(level: 0, ofSize: 70_000) == (273, 112))
        #expect(Tile.extent(level: 1, ofSize: 70_000) == (1, 17))
        #expect(Tile.extent(level: 2, ofSize: 70_000) == (0, 1))
        #expect(Tile.extent(level: 1, ofSize: 256) == (0, 1))
    }

    @Test("a tile is exactly its hashes", arguments: [1, 2, 255, 256])
    func hashes(count: Int) throws {
        let hashes = MemoryTree(size: count).levels[0]
        let bytes = HashTile.serialise(hashes)
        #expect(try HashTile.parse(bytes, count: count) == hashes)
        for other in [bytes + [0], Array(bytes.dropLast()), bytes + bytes.prefix(32), Array(bytes.dropLast(32)), []] {
            #expect(code { _ = try HashTile.parse(other, count: count) } == .malformed)
        }
    }

    @Test("no tile and no bundle has such a number of hashes or entries", arguments: [0, -1, 257, Int.max, Int.min])
    func counts(count: Int) {
        for bytes in [[], [UInt8](repeating: 0, count: 257 * 32)] {
            #expect(code { _ = try HashTile.parse(bytes, count: count) } == .malformed)
            #expect(code { _ = try EntryBundle.parse(bytes, count: count) } == .malformed)
        }
    }

    @Test("a bundle is its entries, each after its length")
    func bundle() throws {
        let entries = [[], [1], Array(repeating: 7, count: 258), Array(repeating: 9, count: 65535)] as [[UInt8]]
        let bytes = try EntryBundle.serialise(entries)
        #expect(bytes.prefix(7) == [0, 0, 0, 1, 1, 1, 2])
        #expect(try EntryBundle.parse(bytes, count: 4) == entries)
        #expect(code { _ = try EntryBundle.serialise([entries[3] + [9]]) } == .entryTooLarge)
        #expect(try EntryBundle.serialise([[UInt8]]()) == [])
    }

    @Test("a bundle with an entry too many, too few or cut off is refused, wherever it is cut")
    func refusedBundles() throws {
        let bytes = try EntryBundle.serialise([[1, 2, 3], [], [4]] as [[UInt8]])
        for cut in 0..<bytes.count {
            #expect(code { _ = try EntryBundle.parse(bytes.prefix(cut), count: 3) } == .malformed)
        }
        for count in [1, 2, 4] { #expect(code { _ = try EntryBundle.parse(bytes, count: count) } == .malformed) }
        #expect(code { _ = try EntryBundle.parse(bytes + [0], count: 3) } == .malformed)
        #expect(code { _ = try EntryBundle.parse(bytes + [0, 0], count: 3) } == .malformed)
    }
}
