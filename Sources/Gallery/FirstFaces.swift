internal import CSimilarity
package import Vocabulary

/// Faces in memory, to which others are compared in order: which of them is most similar. For comparing probes with each other;
/// nothing of it is written anywhere, and it knows no gallery.
///
/// Exact, as a search is: the whole-number scan with its proven bound discards, the dot product in double precision decides
/// (docs/gallery.md). Not to be used from two tasks at once.
package final class FirstFaces: @unchecked Sendable {
    package struct Nearest: Hashable, Sendable {
        /// Place among the faces that were added.
        package let place: Int
        /// Cosine, -1 to 1.
        package let similarity: Float

        package init(place: Int, similarity: Float) {
            self.place = place
            self.similarity = similarity
        }
    }

    private let dimensions: Int
    private let threshold: Float
    private var chunks: [FaceChunk] = []
    /// One after the other.
    private var vectors: [Float] = []
    package private(set) var count = 0

    /// - Parameter threshold: below this nothing is near.
    package init(dimensions: Int, threshold: Float) {
        self.dimensions = dimensions
        self.threshold = threshold
    }

    deinit { vectors.withUnsafeMutableBytes { $0.wipe() } }

    /// - Returns: false when the vector is not of unit length or of this many dimensions: it was not added.
    package func append(_ vector: [Float]) -> Bool {
        guard vector.count == dimensions else { return false }
        if count == chunks.count * FaceChunk.capacity { chunks.append(FaceChunk(dimensions: dimensions)) }
        let isAdded = vector.withUnsafeBufferPointer {
            chunks[chunks.count - 1].append(
                FaceID(UInt64(count)), collection: 1, vector: $0.baseAddress, dimensions: dimensions)
        }
        guard isAdded else { return false }
        vectors.append(contentsOf: vector)
        count += 1
        return true
    }

    /// The most similar face to each of some vectors, from a place on; of several equal ones the first. Nil where none is of the
    /// threshold's similarity. Uses every core.
    package func nearest(to probes: [[Float]], from first: Int = 0) -> [Nearest?] {
        let probes = probes.map { CodedProbe($0, dimensions: dimensions) }
        // So many at a time that their faces' codes are read from memory once for all of them.
        let batch = max(1, (probes.count + Parallel.cores - 1) / Parallel.cores)
        let parts = Parallel.share((probes.count + batch - 1) / batch) { next in
            var found: [(Int, Nearest?)] = []
            while let part = next() {
                let range = part * batch..<min((part + 1) * batch, probes.count)
                found += zip(range, scan(probes[range], from: first))
            }
            return found
        }
        var nearest = [Nearest?](repeating: nil, count: probes.count)
        for (place, found) in parts.joined() { nearest[place] = found }
        return nearest
    }

    // MARK: One core

    /// Faces whose codes stay in a core's cache.
    private static let block = 2048
    private nonisolated(unsafe) static let scanKernel = similarity_best_scan()!
    private nonisolated(unsafe) static let dotKernel = similarity_best_dot()!

    private struct CodedProbe: Sendable {
        let vector: [Float]
        let codes: QuantisedProbe

        init?(_ vector: [Float], dimensions: Int) {
            guard vector.count == dimensions, let codes = QuantisedProbe(vector) else { return nil }
            self.vector = vector
            self.codes = codes
        }
    }

    private func scan(_ probes: ArraySlice<CodedProbe?>, from first: Int) -> [Nearest?] {
        var best = [Nearest?](repeating: nil, count: probes.count)
        let lanes = Int(SIMILARITY_LANES)
        let start = first / lanes * lanes
        withUnsafeTemporaryAllocation(of: Int32.self, capacity: Self.block) { dots in
            withUnsafeTemporaryAllocation(of: UInt32.self, capacity: Self.block) { reaching in
                for row in stride(from: start / Self.block * Self.block, to: count, by: Self.block) {
                    let begin = max(row, start)
                    let length = min(row + Self.block, count) - begin
                    guard length > 0 else { continue }
                    let chunk = chunks[begin / FaceChunk.capacity]
                    let offset = begin % FaceChunk.capacity
                    for (place, probe) in zip(best.indices, probes) {
                        guard let probe else { continue }
                        Self.scanKernel.pointee.run(
                            chunk.codes(from: offset), (length + lanes - 1) / lanes,
                            probe.codes.codes.count / Int(SIMILARITY_STEP), probe.codes.codes, dots.baseAddress!)
                        let found = similarity_reaching(
                            dots.baseAddress!, chunk.scales + offset, chunk.residuals + offset, length,
                            probe.codes.bound,
                            max(threshold, best[place]?.similarity ?? -.infinity), reaching.baseAddress!)
                        for index in 0..<found where begin + Int(reaching[index]) >= first {
                            let face = begin + Int(reaching[index])
                            let similarity = similarity(of: probe.vector, toFaceAt: face)
                            if similarity >= threshold, similarity > best[place]?.similarity ?? -.infinity {
                                best[place] = Nearest(place: face, similarity: similarity)
                            }
                        }
                    }
                }
            }
        }
        return best
    }

    private func similarity(of vector: [Float], toFaceAt place: Int) -> Float {
        vectors.withUnsafeBufferPointer { vectors in
            min(
                max(
                    Float(Self.dotKernel.pointee.run(vector, vectors.baseAddress! + place * dimensions, dimensions)), -1
                ), 1)
        }
    }

    /// The cosine of two vectors of unit length and of the same dimensions, by the same kernel.
    package static func similarity(of left: [Float], to right: [Float]) -> Float {
        precondition(left.count == right.count)
        return min(max(Float(dotKernel.pointee.run(left, right, left.count)), -1), 1)
    }
}
