import FaceSearch
import TestSupport
import Testing
import Vocabulary

@Suite("Probes in groups by face")
struct ProbeGroupsTests {
    /// A template in the plane, by its angle in degrees.
    private func template(_ degrees: Float, _ model: String = "m") -> Template {
        let radians = degrees * .pi / 180
        return Template(model: ModelID(model), normalising: [cosine(radians), cosine(radians - .pi / 2)])!
    }

    private func cosine(_ x: Float) -> Float {
        // Enough terms for two turns; the tests need no more than a clear side of the threshold.
        var (sum, term) = (1.0, 1.0)
        for n in stride(from: 2.0, through: 60, by: 2) {
            term *= -Double(x) * Double(x) / (n * (n - 1))
            sum += term
        }
        return Float(sum)
    }

    @Test("each joins the group whose first probe is most similar, or begins one; groups do not chain")
    func rule() {
        // A cosine of 0.5 is 60 degrees.
        var groups = ProbeGroups(threshold: 0.5)
        // 100 is near to 50, a member of the first group, and not to 0, its first: it begins a group of its own.
        #expect(groups.add([0, 50, 100, 70, 45, 155, 230].map { template($0) }) == [0, 0, 1, 1, 0, 1, 2])
        #expect(groups.add([template(130), template(295), template(180)]) == [1, 3, 2])
        #expect(groups.count == 4)
    }

    @Test("another recogniser's templates are never compared")
    func models() {
        var groups = ProbeGroups(threshold: 0.5)
        #expect(groups.add([template(0, "a"), template(0, "b"), template(1, "b"), template(1, "a")]) == [0, 1, 1, 0])
    }

    @Test("one after the other, in batches or all at once: the same groups", arguments: [1, 7, 511, 512, 513, 3000])
    func batches(size: Int) {
        var random = SeededRandom(11)
        let people = (0..<300).map { _ in (0..<32).map { _ in random.normal() } }
        let templates = (0..<3000).map { place -> Template in
            let person = people[(place * 7919) % 300]
            return Template(model: ModelID("m"), normalising: person.map { $0 + 0.8 * random.normal() })!
        }
        // By the definition.
        var firsts: [Template] = []
        let expected = templates.map { template -> Int? in
            var best: (group: Int, similarity: Float)?
            for (group, first) in firsts.enumerated() {
                guard let similarity = template.similarity(to: first), similarity >= 0.55 else { continue }
                if similarity > best?.similarity ?? -2 { best = (group, similarity) }
            }
            if let best { return best.group }
            firsts.append(template)
            return firsts.count - 1
        }
        var groups = ProbeGroups(threshold: 0.55)
        var found: [Int?] = []
        for start in stride(from: 0, to: 3000, by: size) {
            found += groups.add(Array(templates[start..<min(start + size, 3000)]))
        }
        #expect(found == expected)
        #expect(firsts.count > 300 && firsts.count < 2500, "a table in which nothing joins, or all, says little")
    }
}
