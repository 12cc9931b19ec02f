/// A file of up to 256 entries (C2SP tlog-tiles, "Log entries"): each its length, two bytes, the higher one first, then
/// its bytes.
public enum EntryBundle {
    /// Bytes of the largest entry.
    public static let maximumEntrySize = Int(UInt16.max)

    /// - Parameter count: how many entries there must be, 1 to 256.
    /// - Throws: ``LogError`` `.malformed` when an entry is missing or cut off, or anything follows the last one.
    public static func parse(_ bytes: some Collection<UInt8>, count: Int) throws -> [[UInt8]] {
        guard (1...Tile.width).contains(count) else { throw LogError(.malformed, "a bundle of \(count) entries") }
        var rest = Array(bytes)[...]
        let entries = try (0..<count).map { number in
            guard rest.count >= 2 else { throw LogError(.malformed, "entry \(number) of a bundle is missing") }
            let length = Int(rest.removeFirst()) << 8 | Int(rest.removeFirst())
            guard rest.count >= length else { throw LogError(.malformed, "entry \(number) of a bundle is cut off") }
            defer { rest.removeFirst(length) }
            return Array(rest.prefix(length))
        }
        guard rest.isEmpty else { throw LogError(.malformed, "\(rest.count) bytes after \(count) entries of a bundle") }
        return entries
    }

    /// - Throws: ``LogError`` `.entryTooLarge` when an entry is larger than ``maximumEntrySize``.
    public static func serialise(_ entries: some Sequence<some Collection<UInt8>>) throws -> [UInt8] {
        var bytes: [UInt8] = []
        for entry in entries {
            guard let length = UInt16(exactly: entry.count) else {
                throw LogError(.entryTooLarge, "an entry of \(entry.count) bytes; \(maximumEntrySize) is the most")
            }
            bytes += [UInt8(length >> 8), UInt8(truncatingIfNeeded: length)]
            bytes += entry
        }
        return bytes
    }
}
