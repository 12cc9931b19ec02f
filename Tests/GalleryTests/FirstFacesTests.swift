import CSimilarity
import Gallery
import TestSupport
import Testing
import Vocabulary

@Suite("The most similar of some faces, exactly")
struct FirstFacesTests {
    @Test(
        "as a comparison with every face has it, from whatever place on, in whatever dimensions",
        arguments: [(1, 128), (15, 128), (16, 3), (17, 8), (2047, 128), (2049, 128), (5000, 16), (16_385, 4)])
    func exact(count: Int, dimensions: Int) throws {
        var random = SeededRandom(UInt64(count))
        let faces = FirstFaces(dimensions: dimensions, threshold: 0.3)
        var vectors: [[Float]] = []
        for place in 0..<count {
            // Some faces twice: of equal ones the first counts.
            let vector = place % 7 == 6 ? vectors[place / 2] : randomTemplate(dimensions, &random).vector
            vectors.append(vector)
            #expect(faces.append(vector))
        }
        #expect(faces.count == count)
        let near = template(vectors[count / 2])
        let far = randomTemplate(dimensions, &random)
        let probes = (0..<40).map { place in
            place % 4 == 0 ? far.vector : template(near: near, spread: Float(place) / 10, &random).vector
        }
        for first in [0, 1, count / 3, count - 1, count] {
            let expected = probes.map { probe -> FirstFaces.Nearest? in
                var best: FirstFaces.Nearest?
                for place in first..<count {
                    let similarity = naive(probe, vectors[place])
                    if similarity >= 0.3, similarity > best?.similarity ?? -2 {
                        best = .init(place: place, similarity: similarity)
                    }
                }
                return best
            }
            #expect(faces.nearest(to: probes, from: first) == expected)
        }
    }

    private func naive(_ left: [Float], _ right: [Float]) -> Float {
        min(max(Float(similarity_dot_named("scalar")!.pointee.run(left, right, left.count)), -1), 1)
    }

    @Test("a vector of another length, or not of unit length, is neither taken nor near anything")
    func refused() {
        let faces = FirstFaces(dimensions: 4, threshold: 0.3)
        #expect(!faces.append([1, 0, 0]) && !faces.append([2, 0, 0, 0]) && !faces.append([.nan, 0, 0, 0]))
        #expect(faces.nearest(to: [[1, 0, 0, 0]]) == [nil])
        #expect(faces.append([1, 0, 0, 0]))
        #expect(
            faces.nearest(to: [[1, 0, 0], [2, 0, 0, 0], [1, 0, 0, 0]]) == [nil, nil, .init(place: 0, similarity: 1)])
    }
}
