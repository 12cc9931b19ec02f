internal import Vocabulary

/// Where things stand in a slot, the place of one face in a gallery file.
///
///     0  8  state: "ENROLLED" or "REMOVED."
///     8  4  CRC-32C of bytes 16 to the slot's end
///    12  4  CRC-32C of bytes 16..<32
///    16  8  face id
///    24  4  collection id
///    28  4  zero
///    32  4d the template, d floats; zeros when the face was removed
///           then zeros up to a multiple of 8
///
/// The state is outside the checksums, because it changes first and alone: eight aligned bytes, which
/// no interruption can tear. Its two values differ in many bits, so no flipped bit makes one the other.
package struct SlotLayout: Equatable, Sendable {
    package static let enrolled = UInt64(littleEndian: 0x4445_4C4C_4F52_4E45)
    package static let removed = UInt64(littleEndian: 0x2E44_4556_4F4D_4552)
    static let vector = 32

    package let dimensions: Int
    /// Bytes in a slot.
    package let size: Int

    package init(dimensions: Int) {
        self.dimensions = dimensions
        size = (Self.vector + 4 * dimensions + 7) & ~7
    }

    /// Writes a slot that holds `face`.
    func write(_ face: EnrolledFace, to slot: UnsafeMutableRawBufferPointer) {
        face.template.vector.withUnsafeBytes {
            UnsafeMutableRawBufferPointer(rebasing: slot[Self.vector...]).copyBytes(from: $0)
        }
        for byte in Self.vector + 4 * dimensions..<size { slot[byte] = 0 }
        seal(state: Self.enrolled, face.id, face.collection, slot)
    }

    /// Writes a slot that remembers only that `face` was here.
    func writeRemoved(_ face: FaceID, _ collection: CollectionID, to slot: UnsafeMutableRawBufferPointer) {
        UnsafeMutableRawBufferPointer(rebasing: slot[Self.vector...]).initializeMemory(as: UInt8.self, repeating: 0)
        seal(state: Self.removed, face, collection, slot)
    }

    private func seal(
        state: UInt64, _ face: FaceID, _ collection: CollectionID, _ slot: UnsafeMutableRawBufferPointer
    ) {
        slot.store(state, at: 0)
        slot.store(face.rawValue, at: 16)
        slot.store(collection.rawValue, at: 24)
        slot.store(UInt32(0), at: 28)
        let bytes = UnsafeRawBufferPointer(slot)
        slot.store(Checksum.of(UnsafeRawBufferPointer(rebasing: bytes[16..<size])), at: 8)
        slot.store(Checksum.of(UnsafeRawBufferPointer(rebasing: bytes[16..<32])), at: 12)
    }

    /// What a slot on disk says.
    enum Content: Equatable {
        case enrolled(FaceID, CollectionID)
        /// `wiped` is false when the removal was interrupted and the template may still be there.
        case removed(FaceID, CollectionID, wiped: Bool)
        case damaged
    }

    func content(of slot: UnsafeRawBufferPointer) -> Content {
        let face = FaceID(slot.unsigned64(at: 16))
        let collection = CollectionID(slot.unsigned32(at: 24))
        let state = slot.unsigned64(at: 0)
        let whole = slot.unsigned32(at: 8) == Checksum.of(UnsafeRawBufferPointer(rebasing: slot[16..<size]))
        guard slot.unsigned32(at: 12) == Checksum.of(UnsafeRawBufferPointer(rebasing: slot[16..<32])) else {
            return .damaged
        }
        if state == Self.enrolled, whole { return .enrolled(face, collection) }
        if state == Self.removed {
            return .removed(face, collection, wiped: whole && slot[Self.vector..<size].allSatisfy { $0 == 0 })
        }
        return .damaged
    }

    /// The template in a slot whose content is `enrolled`. Needs a slot aligned for floats.
    func vector(in slot: UnsafeRawBufferPointer) -> UnsafePointer<Float> {
        (slot.baseAddress! + Self.vector).assumingMemoryBound(to: Float.self)
    }
}
