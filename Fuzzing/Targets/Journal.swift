import Crypto

// Internal to the library, and of no use to others.
@testable import TransparencyLog

extension Target {
    /// The bytes as they are; and with right checks put into their batches, so that what lies behind these is reached.
    static let journal = Target(
        name: "journal",
        seeds: {
            let header = JournalFormat.header(first: 5)
            let entries: [[UInt8]] = [[1, 2, 3], [], Array("an entry".utf8)]
            let one = try JournalFormat.batch(entries[...], first: 5)
            let two = try JournalFormat.batch(entries[2...], first: 8)
            let room = [UInt8](repeating: 0, count: 600)
            return [
                "empty": header, "one-batch": header + one, "two-batches": header + one + two,
                "room": header + one + two + room, "torn": header + one + two.dropLast(4),
                "unwritten": header + one + two.prefix(20) + room,
            ]
        },
        checks: [check, { try check(sealed($0)) }],
        refusals: [.damaged])

    @Sendable private static func check(_ bytes: [UInt8]) throws {
        let readable = try JournalFormat.read(bytes)
        require(readable.entries(from: readable.first).starts(with: readable.entries), "less than stands before damage")
        let contents = try JournalFormat.parse(bytes)
        require((16...max(16, bytes.count)).contains(contents.length), "longer than the file")
        // What opening a torn journal leaves of it.
        let whole = Array(bytes[..<contents.length])
        var expected = contents
        expected.isTorn = false
        require(try JournalFormat.parse(whole) == expected, "cut back, another journal")

        let batch = try JournalFormat.batch([[1], []], first: contents.next)
        expected.entries += [[1], []]
        expected.length += batch.count
        require(try JournalFormat.parse(whole + batch) == expected, "with a batch more, another journal")
    }

    private static func sealed(_ bytes: [UInt8]) -> [UInt8] {
        func number(_ range: Range<Int>) -> UInt64 { bytes[range].reduce(0) { $0 << 8 | UInt64($1) } }
        guard bytes.count >= 16 else { return bytes }
        var sealed = bytes
        var first = number(8..<16)
        var start = 16
        // A batch: "B", index, length, entries, their check, the body's, the body, "E".
        while start + 58 <= bytes.count {
            sealed[start] = UInt8(ascii: "B")
            sealed.replaceSubrange(start + 1..<start + 9, with: withUnsafeBytes(of: first.bigEndian, Array.init))
            let place = sealed[start + 1..<start + 17]
            sealed.replaceSubrange(start + 17..<start + 25, with: Array(SHA256.hash(data: place)).prefix(8))
            let end = start + 57 + Int(number(start + 9..<start + 13))
            guard end < bytes.count else { break }
            let body = bytes[start + 57..<end]
            let check = Array(SHA256.hash(data: place + body))
            sealed.replaceSubrange(start + 25..<start + 57, with: check)
            sealed.replaceSubrange(start + 57..<end, with: JournalFormat.masked(body, by: check))
            sealed[end] = UInt8(ascii: "E")
            first &+= number(start + 13..<start + 17)
            start = end + 1
        }
        return sealed
    }
}
