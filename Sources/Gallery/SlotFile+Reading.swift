internal import Vocabulary

extension SlotFile {
    /// Reads the slot of `face` and returns its collection, or nil when the face was removed.
    func readTemplate(of face: FaceID, slot: Int, into bytes: UnsafeMutableRawBufferPointer) throws -> CollectionID? {
        try read(bytes, at: offset(ofSlot: slot))
        switch try content(of: UnsafeRawBufferPointer(bytes), slot: slot, reread: bytes) {
        case .enrolled(face, let collection): return collection
        case .removed(face, _, _): return nil
        default: throw Failure.corrupt(slot: slot, "holds another face")
        }
    }

    /// Never `damaged`. Another process may be overwriting the slot: it has marked it as removed
    /// by then, and a second look sees that.
    private func content(
        of bytes: UnsafeRawBufferPointer, slot: Int, reread buffer: UnsafeMutableRawBufferPointer
    ) throws -> SlotLayout.Content {
        var content = layout.content(of: bytes)
        if content == .damaged {
            try read(buffer, at: offset(ofSlot: slot))
            content = layout.content(of: bytes)
        }
        guard content != .damaged else { throw Failure.corrupt(slot: slot, "fails its checksum") }
        return content
    }

    /// Reads, checks and codes every acknowledged slot.
    ///
    /// - Returns: The faces, and the slots whose removal was interrupted.
    func load(_ acknowledged: CommitRecord) throws -> (table: FaceTable, unwiped: [Int]) {
        guard acknowledged.slots <= UInt64(Int32.max), try length() >= offset(ofSlot: Int(acknowledged.slots)) else {
            throw Failure.corrupt("it is shorter than what was enrolled")
        }
        let slots = Int(acknowledged.slots)
        let parts = Parallel.share((slots + FaceChunk.capacity - 1) / FaceChunk.capacity) { next in
            var part = LoadedPart()
            while let index = next() {
                let first = index * FaceChunk.capacity
                do {
                    try load(first..<min(first + FaceChunk.capacity, slots), into: &part)
                } catch {
                    part.failure = error as? Failure
                    break
                }
            }
            return part
        }
        if let failure = parts.lazy.compactMap(\.failure).first { throw failure }
        let table = try FaceTable(
            dimensions: layout.dimensions,
            chunks: parts.flatMap(\.chunks).sorted { $0.first < $1.first }.map(\.chunk),
            removed: Set(parts.flatMap(\.removed)))
        return (table, parts.flatMap(\.unwiped).sorted())
    }

    /// What one thread read.
    private struct LoadedPart: Sendable {
        var chunks: [(first: Int, chunk: FaceChunk)] = []
        var removed: [Int] = []
        var unwiped: [Int] = []
        var failure: Failure?
    }

    private func load(_ range: Range<Int>, into part: inout LoadedPart) throws {
        let chunk = FaceChunk(dimensions: layout.dimensions)
        try read(range) { slot, bytes in
            switch try content(of: UnsafeRawBufferPointer(bytes), slot: slot, reread: bytes) {
            case .enrolled(let face, let collection):
                let usable = chunk.append(
                    face, collection: collection.rawValue, vector: layout.vector(in: UnsafeRawBufferPointer(bytes)),
                    dimensions: layout.dimensions)
                guard usable else { throw Failure.corrupt(slot: slot, "holds a template that is not of unit length") }
            case .removed(let face, _, let wiped):
                _ = chunk.append(face, collection: 0, vector: nil, dimensions: layout.dimensions)
                part.removed.append(slot)
                if !wiped { part.unwiped.append(slot) }
            case .damaged:
                throw Failure.corrupt(slot: slot, "fails its checksum")
            }
        }
        part.chunks.append((range.lowerBound, chunk))
    }

    /// Those slots of the first `count` whose faces were removed.
    func removedSlots(ofFirst count: Int) throws -> [Int] {
        var removed: [Int] = []
        try read(0..<count) { slot, bytes in
            if UnsafeRawBufferPointer(bytes).unsigned64(at: 0) == SlotLayout.removed { removed.append(slot) }
        }
        return removed
    }

    /// Adds slots to a table that holds all before them.
    func append(_ range: Range<Int>, to table: inout FaceTable) throws {
        guard try length() >= offset(ofSlot: range.upperBound) else {
            throw Failure.corrupt("it is shorter than what was enrolled")
        }
        try read(range) { slot, bytes in
            switch try content(of: UnsafeRawBufferPointer(bytes), slot: slot, reread: bytes) {
            case .enrolled(let face, let collection):
                try table.append(
                    face, collection, read: layout.vector(in: UnsafeRawBufferPointer(bytes)), fromSlot: slot)
            case .removed(let face, _, _): try table.append(removed: face, fromSlot: slot)
            case .damaged: throw Failure.corrupt(slot: slot, "fails its checksum")
            }
        }
    }

    /// Slots read with one call: few enough to be coded while they are in the processor's cache.
    private static let slotsPerRead = 1024

    private func read(
        _ range: Range<Int>, _ body: (_ slot: Int, _ bytes: UnsafeMutableRawBufferPointer) throws -> Void
    ) throws {
        let buffer = UnsafeMutableRawBufferPointer.allocate(
            byteCount: min(range.count, Self.slotsPerRead) * layout.size, alignment: 64)
        defer {
            buffer.wipe()
            buffer.deallocate()
        }
        for start in stride(from: range.lowerBound, to: range.upperBound, by: Self.slotsPerRead) {
            let slots = start..<min(start + Self.slotsPerRead, range.upperBound)
            try read(
                UnsafeMutableRawBufferPointer(rebasing: buffer[..<(slots.count * layout.size)]),
                at: offset(ofSlot: start))
            for slot in slots {
                let place = (slot - start) * layout.size
                try body(slot, UnsafeMutableRawBufferPointer(rebasing: buffer[place..<place + layout.size]))
            }
        }
    }
}
