import Crypto

/// The journal's bytes: entries that are acknowledged and perhaps not yet published, in batches as they were flushed.
///
///     header   "LKNSJRN1"  first index (8 bytes, big-endian)
///     batch    body's length (4)  entries (4)  check of these (8)  check of the body (32)  body
///     body     an entry bundle (C2SP tlog-tiles): of each entry its length (2) and its bytes
///     zeros    room for more batches, allocated ahead: a flush is quicker when the file does not grow
///
/// Both checks are SHA-256 over the batch's place in the log, its numbers and (the second) its body, the first one cut to
/// 8 bytes. So a batch is never read twice or out of turn, and a batch that was altered is told from one that did not reach
/// the disk: of the latter, whole sectors read as zeros, or are missing.
enum JournalFormat {
    static let headerLength = 16
    /// Entries of the largest batch.
    static let batchLimit = Tile.width
    private static let batchHeaderLength = 48
    private static let magic = Array("LKNSJRN1".utf8)
    /// A flush reaches the disk in pieces of this many bytes; what did not reach it reads as zeros.
    private static let sector = 512

    static func header(first: Int) -> [UInt8] { magic + bigEndian(UInt64(first)) }

    static func batch(_ entries: ArraySlice<[UInt8]>, first: Int) throws -> [UInt8] {
        let body = try EntryBundle.serialise(entries)
        let place = Place(first: first, length: body.count, entries: entries.count)
        return Array(place.bytes[8...]) + place.check() + place.check(body[...]) + body
    }

    /// What a journal holds, and how it ends.
    struct Contents: Equatable {
        var first = 0
        var entries: [[UInt8]] = []
        /// Up to the end of the last whole batch.
        var length = JournalFormat.headerLength
        /// Whether a part of a batch follows whose flush never ended; it was never acknowledged.
        var isTorn = false
    }

    /// - Throws: ``LogError`` `log.damaged`: bytes that were acknowledged have changed.
    static func parse(_ bytes: [UInt8]) throws -> Contents {
        guard bytes.count >= headerLength, Array(bytes[..<8]) == magic, let first = Int(exactly: number(bytes[8..<16]))
        else { throw LogError(.damaged, "the journal's header") }
        var contents = Contents(first: first)
        // What follows the last byte that is not zero is room.
        let end = bytes.lastIndex { $0 != 0 }.map { $0 + 1 } ?? 0
        while contents.length < end {
            let index = first + contents.entries.count
            switch batch(in: bytes[contents.length...], end: end, first: index) {
            case .whole(let entries, let length):
                contents.entries += entries
                contents.length += length
            case .torn:
                contents.isTorn = true
                return contents
            case .damaged:
                throw LogError(.damaged, "the journal, in the batch that begins with entry \(index)")
            }
        }
        return contents
    }

    private enum Batch {
        case whole([[UInt8]], length: Int)
        case torn
        case damaged
    }

    /// - Parameters:
    ///   - bytes: from the batch's beginning to the file's end.
    ///   - end: where nothing but zeros follows.
    private static func batch(in bytes: ArraySlice<UInt8>, end: Int, first: Int) -> Batch {
        let start = bytes.startIndex
        let header = bytes.prefix(batchHeaderLength)
        let place = Place(first: first, header: header.prefix(8))
        guard header.count == batchHeaderLength, place.check() == Array(header[(start + 8)..<(start + 16)]) else {
            return isUnwritten(from: end, upTo: start + batchHeaderLength, of: bytes) ? .torn : .damaged
        }
        let body = bytes[(start + batchHeaderLength)...].prefix(place.length)
        if body.count == place.length, place.check(body) == Array(header.suffix(32)),
            let entries = try? EntryBundle.parse(body, count: place.entries)
        {
            return .whole(entries, length: batchHeaderLength + place.length)
        }
        return isUnwritten(from: end, upTo: start + batchHeaderLength + place.length, of: bytes) ? .torn : .damaged
    }

    /// Whether of what should reach up to `limit`, at least the last sector was never written.
    private static func isUnwritten(from end: Int, upTo limit: Int, of bytes: ArraySlice<UInt8>) -> Bool {
        let unwritten = (end + sector - 1) / sector * sector
        return unwritten < limit || bytes.endIndex < limit
    }

    /// Where a batch stands, and what is in it.
    private struct Place {
        let first: Int
        let length: Int
        let entries: Int

        init(first: Int, length: Int, entries: Int) {
            self.first = first
            self.length = length
            self.entries = entries
        }

        init(first: Int, header: ArraySlice<UInt8>) {
            self.init(
                first: first, length: Int(number(header.prefix(4))), entries: Int(number(header.dropFirst(4))))
        }

        var bytes: [UInt8] { bigEndian(UInt64(first)) + bigEndian(UInt64(length) << 32 | UInt64(entries)) }

        func check() -> [UInt8] { Array(SHA256.hash(data: bytes).prefix(8)) }

        func check(_ body: ArraySlice<UInt8>) -> [UInt8] {
            var sha = SHA256()
            sha.update(data: bytes)
            body.withUnsafeBytes { sha.update(bufferPointer: $0) }
            return Array(sha.finalize())
        }
    }

    private static func bigEndian(_ value: UInt64) -> [UInt8] { withUnsafeBytes(of: value.bigEndian) { Array($0) } }

    private static func number(_ bytes: ArraySlice<UInt8>) -> UInt64 { bytes.reduce(0) { $0 << 8 | UInt64($1) } }
}
