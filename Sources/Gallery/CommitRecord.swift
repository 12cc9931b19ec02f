/// How many slots of a gallery file are acknowledged: what lies behind them was never promised.
///
///     0  8  sequence: one more at each commit
///     8  8  acknowledged slots
///    16  4  removals: one more at each, so that whoever has the gallery open looks which; begins anew at 2³²
///    20  4  CRC-32C of bytes 0..<20
///
/// It stands twice in the file, 4 KiB apart, so that neither a torn write nor a flipped bit can take
/// both: a torn tail and damage to the last slot are told apart by what is acknowledged here.
package struct CommitRecord: Equatable, Sendable {
    package static let size = 24
    /// Where its two copies stand in the file.
    package static let offsets = [4096, 8192]

    package var sequence: UInt64
    package var slots: UInt64
    package var removals: UInt32

    package init(sequence: UInt64, slots: UInt64, removals: UInt32 = 0) {
        self.sequence = sequence
        self.slots = slots
        self.removals = removals
    }

    /// Nil when the bytes are not a whole record.
    package init?(reading bytes: UnsafeRawBufferPointer) {
        guard bytes.unsigned32(at: 20) == Checksum.of(UnsafeRawBufferPointer(rebasing: bytes[..<20])) else {
            return nil
        }
        self.init(
            sequence: bytes.unsigned64(at: 0), slots: bytes.unsigned64(at: 8), removals: bytes.unsigned32(at: 16))
    }

    package var bytes: [UInt8] {
        var bytes = [UInt8](repeating: 0, count: Self.size)
        bytes.withUnsafeMutableBytes { raw in
            raw.store(sequence, at: 0)
            raw.store(slots, at: 8)
            raw.store(removals, at: 16)
            raw.store(Checksum.of(UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(raw)[..<20])), at: 20)
        }
        return bytes
    }
}
