/// The first principal components of a set of vectors, by subspace iteration on their covariance.
package struct PrincipalComponents: Sendable {
    package let mean: [Float]
    package let directions: [[Float]]
    package let deviations: [Float]

    /// - Parameter vectors: at least two, all of one length, which is at least `count`.
    package init(of vectors: [[Float]], count: Int) {
        let width = vectors[0].count
        var mean = [Float](repeating: 0, count: width)
        for vector in vectors { for index in 0..<width { mean[index] += vector[index] } }
        for index in 0..<width { mean[index] /= Float(vectors.count) }
        let covariance = Self.covariance(of: vectors, around: mean)

        // A few directions more than wanted: the last wanted ones converge as quickly as the first.
        let extra = min(width, count + 12)
        var generator = SeededGenerator(0, .styles)
        var basis = (0..<extra).map { _ in (0..<width).map { _ in generator.normal() } }
        Self.orthonormalise(&basis)
        var variances = [Float](repeating: 0, count: extra)
        for _ in 0..<60 {
            let images = basis.map { Self.product(covariance, $0) }
            variances = zip(basis, images).map { Self.dot($0, $1) }
            let order = variances.indices.sorted { (variances[$0], $1) > (variances[$1], $0) }
            basis = order.map { images[$0] }
            variances = order.map { variances[$0] }
            Self.orthonormalise(&basis)
        }
        self.mean = mean
        directions = basis.prefix(count).map(Self.pointingForward)
        deviations = variances.prefix(count).map { max(0, $0).squareRoot() }
    }

    /// A component and its opposite are equally good: the one whose largest entry is positive is chosen.
    private static func pointingForward(_ direction: [Float]) -> [Float] {
        let largest = direction.max { abs($0) < abs($1) } ?? 0
        return largest < 0 ? direction.map { -$0 } : direction
    }

    /// Rows one after the other.
    private static func covariance(of vectors: [[Float]], around mean: [Float]) -> [Float] {
        let width = mean.count
        var sums = [Float](repeating: 0, count: width * width)
        sums.withUnsafeMutableBufferPointer { sums in
            for vector in vectors {
                let centred = zip(vector, mean).map { $0 - $1 }
                centred.withUnsafeBufferPointer { centred in
                    for row in 0..<width {
                        let factor = centred[row]
                        let line = sums.baseAddress! + row * width
                        for column in 0..<width { line[column] += factor * centred[column] }
                    }
                }
            }
        }
        let share = 1 / Float(vectors.count - 1)
        return sums.map { $0 * share }
    }

    private static func product(_ matrix: [Float], _ vector: [Float]) -> [Float] {
        let width = vector.count
        var result = [Float](repeating: 0, count: width)
        matrix.withUnsafeBufferPointer { matrix in
            vector.withUnsafeBufferPointer { vector in
                result.withUnsafeMutableBufferPointer { result in
                    // The matrix is symmetric: adding scaled rows vectorises, summing along a row would not.
                    for row in 0..<width {
                        let factor = vector[row]
                        let line = matrix.baseAddress! + row * width
                        for column in 0..<width { result[column] += factor * line[column] }
                    }
                }
            }
        }
        return result
    }

    private static func dot(_ left: [Float], _ right: [Float]) -> Float {
        var sum: Float = 0
        for index in left.indices { sum += left[index] * right[index] }
        return sum
    }

    /// Gram and Schmidt, each vector against those before it, twice for accuracy.
    private static func orthonormalise(_ vectors: inout [[Float]]) {
        for index in vectors.indices {
            for _ in 0..<2 {
                for before in 0..<index {
                    let shared = dot(vectors[index], vectors[before])
                    for entry in vectors[index].indices { vectors[index][entry] -= shared * vectors[before][entry] }
                }
            }
            let scale = 1 / dot(vectors[index], vectors[index]).squareRoot()
            for entry in vectors[index].indices { vectors[index][entry] *= scale }
        }
    }
}
