import Crypto

/// The journal's bytes: entries that are acknowledged and perhaps not yet published, in batches as they were flushed.
///
///     header   "LKNSJRN2"  first index (8 bytes, big-endian)
///     batch    "B"  first index (8)  body's length (4)  entries (4)  check of these (8)  check of the body (32)  body  "E"
///     body     an entry bundle (C2SP tlog-tiles): of each entry its length (2) and its bytes; masked
///     zeros    room for more batches, allocated ahead: a flush is quicker when the file does not grow
///
/// Both checks are SHA-256 over the batch's numbers and (the second) its body, the first one cut to 8 bytes. So a batch that
/// was altered is told from one that did not reach the disk: of the latter, all that should lie in some sector reads as zeros,
/// and no other batch follows. A batch neither begins nor ends with a zero, so that this shows at its ends too. And its body
/// is masked (exclusive or) with SplitMix64's numbers from a seed in its check, so that no entry, whatever is in it, can look
/// like a sector that was never written.
enum JournalFormat {
    static let headerLength = 16
    /// Entries of the largest batch.
    static let batchLimit = Tile.width
    private static let batchHeaderLength = 57
    private static let magic = Array("LKNSJRN2".utf8)
    private static let batchStart = UInt8(ascii: "B")
    private static let batchEnd = UInt8(ascii: "E")
    /// A disk writes whole pieces of this many bytes, in any order.
    private static let sector = 512

    static func header(first: Int) -> [UInt8] { magic + bigEndian(UInt64(first)) }

    static func batch(_ entries: ArraySlice<[UInt8]>, first: Int) throws -> [UInt8] {
        let body = try EntryBundle.serialise(entries)
        let place = Place(first: first, length: body.count, entries: entries.count)
        let check = place.check(body[...])
        return [batchStart] + place.bytes + place.check() + check + masked(body[...], by: check) + [batchEnd]
    }

    /// The same again takes the mask off.
    static func masked(_ body: ArraySlice<UInt8>, by check: [UInt8]) -> [UInt8] {
        var state = number(check[..<8])
        var bytes = Array(body)
        var word: UInt64 = 0
        for index in bytes.indices {
            if index % 8 == 0 {
                // Steele, Lea and Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014.
                state &+= 0x9E37_79B9_7F4A_7C15
                word = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
                word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
                word ^= word >> 31
            }
            bytes[index] ^= UInt8(truncatingIfNeeded: word >> UInt64(index % 8 * 8))
        }
        return bytes
    }

    /// Entries that follow one another, the first of this index.
    struct Batch: Equatable {
        let first: Int
        let entries: [[UInt8]]
    }

    /// What a journal holds, and how it ends.
    struct Contents: Equatable {
        var first = 0
        var entries: [[UInt8]] = []
        /// Up to the end of the last whole batch.
        var length = JournalFormat.headerLength
        /// Whether a part of a batch follows whose flush never ended; it was never acknowledged.
        var isTorn = false
        /// What was acknowledged and has changed since; the entries before it can be read.
        var damage: LogError?
        /// Batches that can be read behind the damage, each with the index of its first entry.
        var behindDamage: [Batch] = []

        var next: Int { first + entries.count }

        /// What can be read without a gap from an entry on.
        func entries(from index: Int) -> [[UInt8]] {
            var found: [[UInt8]] = []
            for batch in [Batch(first: first, entries: entries)] + behindDamage {
                let known = index + found.count - batch.first
                if (0...batch.entries.count).contains(known) { found += batch.entries.dropFirst(known) }
            }
            return found
        }
    }

    /// - Throws: ``LogError`` `log.damaged` when bytes that were acknowledged have changed.
    static func parse(_ bytes: [UInt8]) throws -> Contents {
        let contents = try read(bytes)
        if let damage = contents.damage { throw damage }
        return contents
    }

    /// Reads what can be read, also behind damage.
    /// - Throws: ``LogError`` `log.damaged` when not even the header can be read.
    static func read(_ bytes: [UInt8]) throws -> Contents {
        guard bytes.count >= headerLength, Array(bytes[..<8]) == magic,
            let first = Int(exactly: number(bytes[8..<16])), first < 1 << 62
        else { throw LogError(.damaged, "the journal's header") }
        var contents = Contents(first: first)
        // What follows the last byte that is not zero is room.
        let end = bytes.lastIndex { $0 != 0 }.map { $0 + 1 } ?? 0
        while contents.length < end {
            if let (entries, length) = batch(at: contents.length, in: bytes, first: contents.next) {
                contents.entries += entries
                contents.length += length
            } else if isUnwritten(batchAt: contents.length, in: bytes, first: contents.next, end: end) {
                contents.isTorn = true
                return contents
            } else {
                contents.damage = LogError(
                    .damaged, "the journal, in the batch that begins with entry \(contents.next)")
                contents.behindDamage = batches(in: bytes[(contents.length + 1)..<end], of: bytes)
                return contents
            }
        }
        return contents
    }

    /// The whole batches that begin somewhere in a part of the journal.
    private static func batches(in part: ArraySlice<UInt8>, of bytes: [UInt8]) -> [Batch] {
        var found: [Batch] = []
        var start = part.startIndex
        while start < part.endIndex {
            if bytes[start] == batchStart, let place = place(at: start, in: bytes),
                let (entries, length) = batch(at: start, in: bytes, first: place.first)
            {
                found.append(Batch(first: place.first, entries: entries))
                start += length
            } else {
                start += 1
            }
        }
        return found
    }

    private static func batch(at start: Int, in bytes: [UInt8], first: Int) -> (entries: [[UInt8]], length: Int)? {
        guard let place = place(at: start, in: bytes), place.first == first else { return nil }
        let length = batchHeaderLength + place.length + 1
        guard start + length <= bytes.count, bytes[start + length - 1] == batchEnd else { return nil }
        let check = Array(bytes[(start + 25)..<(start + batchHeaderLength)])
        let body = masked(bytes[(start + batchHeaderLength)..<(start + length - 1)], by: check)
        guard place.check(body[...]) == check, let entries = try? EntryBundle.parse(body, count: place.entries)
        else { return nil }
        return (entries, length)
    }

    /// The numbers of a batch's header; nil where none begins.
    private static func place(at start: Int, in bytes: [UInt8]) -> Place? {
        guard start + batchHeaderLength <= bytes.count, bytes[start] == batchStart,
            let first = Int(exactly: number(bytes[(start + 1)..<(start + 9)]))
        else { return nil }
        let place = Place(
            first: first, length: Int(number(bytes[(start + 9)..<(start + 13)])),
            entries: Int(number(bytes[(start + 13)..<(start + 17)])))
        return place.check() == Array(bytes[(start + 17)..<(start + 25)]) ? place : nil
    }

    /// Whether a batch that cannot be read did not wholly reach the disk.
    private static func isUnwritten(batchAt start: Int, in bytes: [UInt8], first: Int, end: Int) -> Bool {
        // As far as its header tells how long it is; room for it is allocated before it is written.
        let place = place(at: start, in: bytes)
        if let place, place.first != first { return false }
        let limit = start + batchHeaderLength + (place.map { $0.length + 1 } ?? 0)
        guard limit <= bytes.count, place == nil || end <= limit else { return false }
        var from = start
        while from < limit {
            let upTo = min((from / sector + 1) * sector, limit)
            if bytes[from..<upTo].allSatisfy({ $0 == 0 }) {
                return !(start + 1..<end).contains { Self.place(at: $0, in: bytes) != nil }
            }
            from = upTo
        }
        return false
    }

    /// Where a batch stands, and what is in it.
    private struct Place {
        let first: Int
        let length: Int
        let entries: Int

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
