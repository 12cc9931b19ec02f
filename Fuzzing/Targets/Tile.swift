import TransparencyLog

extension Target {
    /// A path on a line of its own, then the file that it names: the path says how much must be in it.
    static let tile = Target(
        name: "tile",
        seeds: {
            let hashes = MemoryTree(size: 3).levels[0]
            let entries: [[UInt8]] = [[1, 2], []]
            return [
                "one-hash": Array("tile/0/000.p/1\n".utf8) + HashTile.serialise(hashes.prefix(1)),
                "three-hashes": Array("tile/1/x001/234.p/3\n".utf8) + HashTile.serialise(hashes),
                "highest-level": Array("tile/63/x001/x234/067.p/255\n".utf8) + HashTile.serialise(hashes),
                "full": Array("tile/2/007\n".utf8),
                "largest-index": Array("tile/0/x009/x223/x372/x036/x854/x775/807\n".utf8),
                "entries": try Array("tile/entries/x001/000.p/2\n".utf8) + EntryBundle.serialise(entries),
            ]
        },
        checks: [
            { bytes in
                let end = bytes.firstIndex(of: 0x0A) ?? bytes.endIndex
                let file = bytes[end...].dropFirst()
                let path = try TilePath(parsing: text(bytes[..<end]))
                requireSame(path.path.utf8, bytes[..<end])
                switch path {
                case .hashes(let tile):
                    let hashes = try HashTile.parse(file, count: tile.count)
                    require(hashes.count == tile.count, "another number of hashes")
                    requireSame(HashTile.serialise(hashes), file)
                case .entries(_, let count):
                    requireSame(try EntryBundle.serialise(EntryBundle.parse(file, count: count)), file)
                }
            }
        ])
}
