import FaceSearch
import Records
import TestSupport
import Testing
import Vocabulary

@Suite("What is kept of an erased photo, and of an erased face")
struct SuppressionKeyTests {
    private static let model = ModelID("test-model")
    private let key = SuppressionKey([UInt8](repeating: 7, count: 32))
    private let other = SuppressionKey([UInt8](repeating: 8, count: 32))

    private func content(_ seed: UInt8) -> [UInt8] { [UInt8](repeating: seed, count: 32) }

    private func template(_ random: inout SeededRandom, dimensions: Int = 128) -> Template {
        Template(model: Self.model, normalising: (0..<dimensions).map { _ in random.normal() })!
    }

    /// A template whose cosine with another is this.
    private func template(at cosine: Float, of one: Template, _ random: inout SeededRandom) -> Template {
        let noise = template(&random, dimensions: one.vector.count)
        let along = noise.similarity(to: one) ?? 0
        let across = zip(noise.vector, one.vector).map { $0 - along * $1 }
        let length = across.reduce(0) { $0 + $1 * $1 }.squareRoot()
        let side = (1 - cosine * cosine).squareRoot()
        return Template(
            model: Self.model, normalising: zip(one.vector, across).map { cosine * $0 + side * $1 / length })!
    }

    @Test("a content is known again by the same key only, and is not its hash")
    func contents() {
        #expect(key.content(content(1)) == key.content(content(1)))
        #expect(key.content(content(1)).count == 32)
        let all = [key.content(content(1)), key.content(content(2)), other.content(content(1)), content(1)]
        #expect(Set(all).count == 4)
    }

    @Test("HMAC-SHA256 as others compute it")
    func known() {
        // Python: hmac.new(b'\x07' * 32, b'\x01' * 32, hashlib.sha256).hexdigest().
        #expect(
            hexadecimal(key.content(content(1))) == "338b3ba46c711ce637cad3635550e860b84209083d8c25b6a92d19d72b185516")
    }

    /// Cosines with an erased face's template: how often, of 2,000, such a face may be taken for it.
    static let likeness: [(cosine: Float, taken: ClosedRange<Int>)] = [
        // Another build of the libraries, another processor: measured at 0.9998.
        (0.9995, 2000...2000),
        // The photo compressed anew, which makes it another content: a stand-in for worse.
        (0.99, 1990...2000),
        // The greatest cosine of two people in one photo that was measured, and of any two people.
        (0.35, 0...2), (0.56, 0...40),
    ]

    @Test(
        "a face is known again however its template trembles, and others in the photo are not taken for it",
        arguments: likeness)
    func recognition(cosine: Float, taken: ClosedRange<Int>) {
        var random = SeededRandom(UInt64(cosine * 10_000))
        var count = 0
        for round in 0..<2000 {
            let one = template(&random)
            let photo = content(UInt8(round % 200))
            let erased = [key.sketch(of: one, in: photo)]
            #expect(key.recognises(one, in: photo, among: erased))
            if key.recognises(template(at: cosine, of: one, &random), in: photo, among: erased) { count += 1 }
        }
        #expect(taken.contains(count))
    }

    @Test("a sketch says nothing in another photo, or under another key")
    func unlinkable() {
        var random = SeededRandom(2)
        var distances: [Int] = []
        for _ in 0..<500 {
            let one = template(&random)
            let sketch = key.sketch(of: one, in: content(1)).sketch
            distances.append(SuppressionKey.distance(sketch, key.sketch(of: one, in: content(2)).sketch))
            distances.append(SuppressionKey.distance(sketch, other.sketch(of: one, in: content(1)).sketch))
        }
        // As far apart as sketches of strangers: 64 coins.
        let mean = Double(distances.reduce(0, +)) / Double(distances.count)
        #expect(abs(mean - 32) < 1 && distances.min()! > SuppressionKey.mostDifferingBits)
    }

    @Test("a sketch is eight bytes, of templates of any length")
    func shape() {
        var random = SeededRandom(3)
        for dimensions in [1, 3, 128, 512, 4096] {
            let sketch = key.sketch(of: template(&random, dimensions: dimensions), in: content(1))
            #expect(sketch.sketch.count == 8 && sketch.model == Self.model)
        }
    }

    @Test("the differing bits are those that differ")
    func distances() {
        #expect(SuppressionKey.distance([0, 0], [0, 0]) == 0)
        #expect(SuppressionKey.distance([0xFF, 0], [0, 1]) == 9)
    }

    @Test("what another recogniser's sketch says of a face cannot be told: the face stays out")
    func otherModel() {
        var random = SeededRandom(4)
        let erased = [SuppressedFace(model: ModelID("another"), sketch: [UInt8](repeating: 0, count: 8))]
        #expect(key.recognises(template(&random), in: content(1), among: erased))
        #expect(!key.recognises(template(&random), in: content(1), among: []))
    }
}
