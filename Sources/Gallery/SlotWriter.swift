internal import Vocabulary

/// Changes a gallery file so that an interruption at any instant leaves one that opens, with all
/// that was acknowledged. One thread at a time.
struct SlotWriter {
    private let file: SlotFile
    private var acknowledged: CommitRecord
    /// Set when it is not known what a failed write left on the disk. Opening again finds out.
    private var stopped: Failure?

    /// Slots written with one call; bounds the memory that an enrolment needs.
    private static let batch = 2048

    /// Cuts off what an interrupted enrolment left behind the acknowledged slots.
    init(file: SlotFile, acknowledged: CommitRecord) throws {
        self.file = file
        self.acknowledged = acknowledged
        try file.cut(toSlots: Int(acknowledged.slots))
        // One of the copies may be older, or damaged.
        try write(acknowledged)
        try file.synchronise()
    }

    /// Slots first, then the record that acknowledges them: each on the disk before the next begins.
    mutating func append(_ faces: [EnrolledFace]) throws {
        if let stopped { throw stopped }
        do {
            try writeSlots(faces)
            try file.synchronise()
        } catch {
            do { try file.cut(toSlots: Int(acknowledged.slots)) } catch { throw stop(error) }
            throw error
        }
        var next = acknowledged
        next.sequence += 1
        next.slots += UInt64(faces.count)
        do {
            try write(next)
            try file.synchronise()
        } catch {
            throw stop(error)
        }
        acknowledged = next
    }

    /// Marks every slot as removed, and only then overwrites the templates: a slot that is half
    /// overwritten is known for what it is. The record tells other openings of it once the marks are there.
    mutating func remove(slots: [Int]) throws {
        if let stopped { throw stopped }
        guard !slots.isEmpty else { return }
        let removed = try slots.map { (slot: $0, owner: try owner(ofSlot: $0)) }
        do {
            for (slot, _) in removed {
                try withUnsafeBytes(of: SlotLayout.removed.littleEndian) {
                    try file.write($0, at: file.offset(ofSlot: slot))
                }
            }
            try file.synchronise()
            var next = acknowledged
            next.sequence += 1
            next.removals &+= 1
            try write(next)
            try withUnsafeTemporaryAllocation(byteCount: file.layout.size, alignment: 8) { bytes in
                for (slot, owner) in removed {
                    file.layout.writeRemoved(owner.face, owner.collection, to: bytes)
                    try file.write(UnsafeRawBufferPointer(bytes), at: file.offset(ofSlot: slot))
                }
            }
            try file.synchronise()
            acknowledged = next
        } catch {
            throw stop(error)
        }
    }

    private func owner(ofSlot slot: Int) throws -> (face: FaceID, collection: CollectionID) {
        try withUnsafeTemporaryAllocation(byteCount: file.layout.size, alignment: 8) { bytes in
            try file.read(bytes, at: file.offset(ofSlot: slot))
            defer { bytes.wipe() }
            switch file.layout.content(of: UnsafeRawBufferPointer(bytes)) {
            case .enrolled(let face, let collection), .removed(let face, let collection, _):
                return (face, collection)
            case .damaged:
                throw Failure.corrupt(slot: slot, "fails its checksum")
            }
        }
    }

    private func writeSlots(_ faces: [EnrolledFace]) throws {
        let size = file.layout.size
        let buffer = UnsafeMutableRawBufferPointer.allocate(
            byteCount: min(faces.count, Self.batch) * size, alignment: 8)
        defer {
            buffer.wipe()
            buffer.deallocate()
        }
        for first in stride(from: 0, to: faces.count, by: Self.batch) {
            let batch = faces[first..<min(first + Self.batch, faces.count)]
            for (position, face) in batch.enumerated() {
                file.layout.write(
                    face, to: UnsafeMutableRawBufferPointer(rebasing: buffer[position * size..<(position + 1) * size]))
            }
            let written = UnsafeRawBufferPointer(rebasing: buffer[..<(batch.count * size)])
            try file.write(written, at: file.offset(ofSlot: Int(acknowledged.slots) + first))
        }
    }

    private func write(_ record: CommitRecord) throws {
        for offset in CommitRecord.offsets {
            try record.bytes.withUnsafeBytes { try file.write($0, at: offset) }
        }
    }

    private mutating func stop(_ error: any Error) -> Failure {
        let failure = error as? Failure ?? .writeFailed(0)
        stopped = failure
        return failure
    }
}
