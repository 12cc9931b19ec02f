import TransparencyLog

extension Target {
    /// How many entries there must be, in two bytes, the higher one first, of either sign; then the bundle.
    static let bundle = Target(
        name: "bundle",
        seeds: {
            let entries: [[UInt8]] = [[1, 2, 3], [], Array("an entry".utf8), Array(repeating: 7, count: 300)]
            return [
                "one": try [0, 1] + EntryBundle.serialise(entries.prefix(1)),
                "four": try [0, 4] + EntryBundle.serialise(entries),
                "full": try [1, 0] + EntryBundle.serialise(Array(repeating: [], count: 256) as [[UInt8]]),
                "none": [0, 0],
                "negative": [255, 255, 0, 0],
            ]
        },
        checks: [
            { bytes in
                let count = Int(bytes.prefix(2).reduce(into: Int16(0)) { $0 = $0 << 8 | Int16($1) })
                let file = bytes.dropFirst(2)
                let entries = try EntryBundle.parse(file, count: count)
                require(entries.count == count, "another number of entries")
                requireSame(try EntryBundle.serialise(entries), file)
            }
        ])
}
