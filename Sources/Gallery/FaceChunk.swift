internal import CSimilarity
internal import Vocabulary

/// What searches keep in memory of up to 16,384 faces.
///
/// The table that owns a chunk sees to it that nobody reads while it changes.
final class FaceChunk: @unchecked Sendable {
    static let capacity = 16_384

    let codes: UnsafeMutablePointer<Int8>
    let scales: UnsafeMutablePointer<Float>
    let residuals: UnsafeMutablePointer<Float>
    let faces: UnsafeMutablePointer<UInt64>
    /// Which of the table's collections a face is in; 0 when it was removed.
    let collections: UnsafeMutablePointer<UInt32>
    private(set) var count = 0
    /// Codes of a template, in steps of four dimensions.
    private let rows: Int
    private let scratch: UnsafeMutablePointer<Int8>

    init(dimensions: Int) {
        rows = FaceChunk.rows(dimensions: dimensions)
        codes = Self.zeros(Self.capacity * rows * Int(SIMILARITY_STEP))
        scales = Self.zeros(Self.capacity)
        residuals = Self.zeros(Self.capacity)
        faces = Self.zeros(Self.capacity)
        collections = Self.zeros(Self.capacity)
        scratch = Self.zeros(rows * Int(SIMILARITY_STEP))
    }

    deinit {
        UnsafeMutableRawBufferPointer(start: codes, count: Self.capacity * rows * Int(SIMILARITY_STEP)).wipe()
        codes.deallocate()
        scales.deallocate()
        residuals.deallocate()
        faces.deallocate()
        collections.deallocate()
        scratch.deallocate()
    }

    static func rows(dimensions: Int) -> Int { (dimensions + Int(SIMILARITY_STEP) - 1) / Int(SIMILARITY_STEP) }

    private static func zeros<Element: BinaryInteger>(_ count: Int) -> UnsafeMutablePointer<Element> {
        let pointer = aligned(Element.self, count)
        pointer.initialize(repeating: 0, count: count)
        return pointer
    }

    private static func zeros(_ count: Int) -> UnsafeMutablePointer<Float> {
        let pointer = aligned(Float.self, count)
        pointer.initialize(repeating: 0, count: count)
        return pointer
    }

    /// On the boundary of a cache line, so that no vector load crosses one.
    private static func aligned<Element>(_ type: Element.Type, _ count: Int) -> UnsafeMutablePointer<Element> {
        UnsafeMutableRawPointer.allocate(byteCount: count * MemoryLayout<Element>.stride, alignment: 64)
            .bindMemory(to: type, capacity: count)
    }

    /// Codes of the groups that begin with face `first`, a multiple of the faces in a group.
    func codes(from first: Int) -> UnsafePointer<Int8> {
        UnsafePointer(codes + first * rows * Int(SIMILARITY_STEP))
    }

    /// Takes in a face; nil for the template keeps the place of one that was removed.
    /// False when the template is not of unit length.
    func append(_ face: FaceID, collection: UInt32, vector: UnsafePointer<Float>?, dimensions: Int) -> Bool {
        if let vector {
            var code = similarity_code()
            guard similarity_quantise(vector, dimensions, scratch, &code) else { return false }
            place(scratch, at: count)
            scales[count] = code.scale
            residuals[count] = code.residual
        }
        faces[count] = face.rawValue
        collections[count] = collection
        count += 1
        return true
    }

    /// Overwrites all that is known of the face but its id.
    func remove(at position: Int) {
        scratch.update(repeating: 0, count: rows * Int(SIMILARITY_STEP))
        place(scratch, at: position)
        scales[position] = 0
        residuals[position] = 0
        collections[position] = 0
    }

    private func place(_ code: UnsafePointer<Int8>, at position: Int) {
        let group = position / Int(SIMILARITY_LANES)
        let lane = position % Int(SIMILARITY_LANES)
        let groupSize = rows * Int(SIMILARITY_LANES * SIMILARITY_STEP)
        similarity_place(code, rows, codes + group * groupSize, lane)
    }
}
