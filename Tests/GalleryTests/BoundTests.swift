import CSimilarity
import Gallery
import TestSupport
import Testing
import Vocabulary

@Suite("Bounds")
struct BoundTests {
    @Test(
        "the similarity lies between the bounds, for templates of many shapes",
        arguments: [1, 2, 3, 5, 64, 128, 512, 4096])
    func bounds(dimensions: Int) throws {
        var random = SeededRandom(UInt64(dimensions))
        let dot = similarity_dot_named("scalar")!.pointee.run!
        var tightest = Float.infinity
        for round in 0..<(dimensions > 1000 ? 100 : 1000) {
            let probe = shape(round % 5, dimensions, &random)
            let face =
                round % 3 == 0
                ? template(near: template(probe), spread: 0.3, &random).vector : shape(round % 7, dimensions, &random)
            let coded = try #require(QuantisedProbe(probe))
            var codes = [Int8](repeating: 0, count: dimensions)
            var code = similarity_code()
            try #require(similarity_quantise(face, dimensions, &codes, &code))
            let whole = zip(codes, coded.codes).reduce(Int32(0)) { $0 + Int32($1.0) * Int32($1.1) }
            let (lower, upper) = coded.bounds(dot: whole, scale: code.scale, residual: code.residual)
            let similarity = Float(dot(probe, face, dimensions))
            #expect(lower <= similarity && similarity <= upper)
            tightest = min(tightest, upper - lower)
        }
        // A bound that excludes nothing would pass too.
        #expect(tightest < 0.1)
    }

    @Test("what is not of unit length is not coded")
    func unusable() {
        for vector in [[], [0, 0], [1, 1], [.nan, 1], [.infinity, 0], [0.9, 0], [1.01, 0], [-.infinity, .nan]]
            as [[Float]]
        {
            #expect(QuantisedProbe(vector) == nil)
        }
        #expect(QuantisedProbe([1.0001, 0]) != nil)
        #expect(QuantisedProbe([-1, 1e-30]) != nil)
    }

    /// Isotropic; one large dimension; all equal; half zeros; tiny and large mixed.
    private func shape(_ kind: Int, _ dimensions: Int, _ random: inout SeededRandom) -> [Float] {
        var vector = (0..<dimensions).map { _ in random.normal() }
        switch kind {
        case 1: vector[Int.random(in: 0..<dimensions, using: &random)] = 1000
        case 2: vector = vector.map { $0 < 0 ? -1 : 1 }
        case 3: for i in 0..<dimensions / 2 { vector[i] = 0 }
        case 4: vector = vector.enumerated().map { $0.offset % 2 == 0 ? $0.element : $0.element * 1e-12 }
        default: break
        }
        return template(vector).vector
    }
}
