internal import Vocabulary

/// Every face in memory, in the order of their ids. The place of a face here is its slot on disk.
struct FaceTable {
    let dimensions: Int
    private(set) var chunks: [FaceChunk] = []
    private(set) var count = 0
    /// The collections by their number in chunks. Number 0 stands for no collection: a removed face.
    private(set) var collections: [CollectionID] = [CollectionID(0)]
    private var numbers: [CollectionID: UInt32] = [:]
    /// Faces that were not removed, by the number of their collection.
    private var populations = [0]

    init(dimensions: Int) { self.dimensions = dimensions }

    // MARK: Reading

    var lastFace: FaceID? { count == 0 ? nil : face(at: count - 1) }

    func face(at row: Int) -> FaceID {
        FaceID(chunks[row / FaceChunk.capacity].faces[row % FaceChunk.capacity])
    }

    /// Whether the face was not removed.
    func isEnrolled(_ row: Int) -> Bool { number(at: row) != 0 }

    private func number(at row: Int) -> UInt32 {
        chunks[row / FaceChunk.capacity].collections[row % FaceChunk.capacity]
    }

    /// How many rows have ids up to `face`.
    func rows(upTo face: FaceID?) -> Int {
        guard let face else { return count }
        var low = 0
        var high = count
        while low < high {
            let middle = (low + high) / 2
            if self.face(at: middle) <= face { low = middle + 1 } else { high = middle }
        }
        return low
    }

    func row(of face: FaceID) -> Int? {
        let row = rows(upTo: face) - 1
        return row >= 0 && self.face(at: row) == face ? row : nil
    }

    /// For each collection number, whether its faces are in `scope`.
    func admitted(by scope: SearchScope) -> [Bool] {
        [false] + collections.dropFirst().map { scope.collections?.contains($0) ?? true }
    }

    func count(in scope: SearchScope) -> Int {
        let admitted = admitted(by: scope)
        let all = zip(admitted, populations).reduce(0) { $0 + ($1.0 ? $1.1 : 0) }
        let later = (rows(upTo: scope.upTo)..<count).count { admitted[Int(number(at: $0))] }
        return all - later
    }

    // MARK: Changing

    /// Takes in a face behind all others. Its template is of unit length.
    mutating func append(_ face: FaceID, _ collection: CollectionID, vector: UnsafePointer<Float>) {
        let number = number(of: collection)
        let usable = lastChunk().append(face, collection: number, vector: vector, dimensions: dimensions)
        precondition(usable)
        populations[Int(number)] += 1
        count += 1
    }

    /// The same of a face that was read from a slot, which may be damaged.
    mutating func append(
        _ face: FaceID, _ collection: CollectionID, read vector: UnsafePointer<Float>, fromSlot slot: Int
    ) throws {
        let chunk = try lastChunk(before: face, slot)
        let number = number(of: collection)
        guard chunk.append(face, collection: number, vector: vector, dimensions: dimensions) else {
            throw Failure.corrupt(slot: slot, "holds a template that is not of unit length")
        }
        populations[Int(number)] += 1
        count += 1
    }

    /// Keeps the place of a face that is no longer there.
    mutating func append(removed face: FaceID, fromSlot slot: Int) throws {
        _ = try lastChunk(before: face, slot).append(face, collection: 0, vector: nil, dimensions: dimensions)
        count += 1
    }

    private mutating func lastChunk(before face: FaceID, _ slot: Int) throws -> FaceChunk {
        guard lastFace.map({ $0 < face }) ?? true else { throw Failure.corrupt(slot: slot, "is out of order") }
        return lastChunk()
    }

    /// One that has room.
    private mutating func lastChunk() -> FaceChunk {
        if count == chunks.count * FaceChunk.capacity { chunks.append(FaceChunk(dimensions: dimensions)) }
        return chunks[chunks.count - 1]
    }

    /// Takes over chunks that were filled from disk with collection ids in place of numbers, and counts them.
    init(dimensions: Int, chunks: [FaceChunk], removed: Set<Int>) throws {
        self.dimensions = dimensions
        self.chunks = chunks
        var last: (id: CollectionID, number: UInt32)?
        for (index, chunk) in chunks.enumerated() {
            for position in 0..<chunk.count {
                let row = index * FaceChunk.capacity + position
                guard row == 0 || face(at: row - 1).rawValue < chunk.faces[position] else {
                    throw Failure.corrupt(slot: row, "is out of order")
                }
                count += 1
                if removed.contains(row) {
                    chunk.collections[position] = 0
                    continue
                }
                let id = CollectionID(chunk.collections[position])
                if last?.id != id { last = (id, number(of: id)) }
                chunk.collections[position] = last!.number
                populations[Int(last!.number)] += 1
            }
        }
    }

    /// Overwrites a face; its id stays taken.
    mutating func remove(row: Int) {
        let number = number(at: row)
        guard number != 0 else { return }
        populations[Int(number)] -= 1
        chunks[row / FaceChunk.capacity].remove(at: row % FaceChunk.capacity)
    }

    private mutating func number(of collection: CollectionID) -> UInt32 {
        if let number = numbers[collection] { return number }
        let number = UInt32(collections.count)
        numbers[collection] = number
        collections.append(collection)
        populations.append(0)
        return number
    }
}
