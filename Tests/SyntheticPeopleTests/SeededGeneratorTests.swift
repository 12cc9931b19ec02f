import SyntheticPeople
import Testing

@Suite("SeededGenerator")
struct SeededGeneratorTests {
    @Test("the same seed, purpose and index give the same numbers; another of any of them gives others")
    func streams() {
        func first(_ seed: UInt64, _ purpose: SeededGenerator.Purpose, _ index: Int) -> UInt64 {
            var generator = SeededGenerator(seed, purpose, index)
            return generator.next()
        }
        #expect(first(1, .people, 0) == first(1, .people, 0))
        let others = [
            first(1, .people, 0), first(2, .people, 0), first(1, .shots, 0), first(1, .people, 1),
            first(1, .people, -1),
        ]
        #expect(Set(others).count == others.count)
    }

    @Test("the generator is xoshiro256**: its authors' numbers for the state 1, 2, 3, 4")
    func reference() {
        var generator = SeededGenerator(state: (1, 2, 3, 4))
        let drawn = (0..<5).map { _ in generator.next() }
        #expect(drawn == [11_520, 0, 1_509_978_240, 1_215_971_899_390_074_240, 1_216_172_134_540_287_360])
    }

    @Test("what a seed stands for stays, or every archive would change")
    func stays() {
        var generator = SeededGenerator(42, .people, 7)
        let drawn = (0..<3).map { _ in generator.next() }
        #expect(drawn == [8_729_405_825_289_846_306, 7_357_446_011_639_370_842, 5_320_381_869_129_620_117])
    }

    @Test("units are even over 0 to 1; normals have mean 0, deviation 1 and thin tails")
    func statistics() {
        var generator = SeededGenerator(3, .grain)
        let count = 200_000
        let units = (0..<count).map { _ in Double(generator.unit()) }
        #expect(units.allSatisfy { (0..<1).contains($0) })
        #expect(abs(units.reduce(0, +) / Double(count) - 0.5) < 0.003)
        for tenth in 0..<10 {
            let inside = units.count { Int($0 * 10) == tenth }
            #expect(abs(inside - count / 10) < 500)
        }
        let normals = (0..<count).map { _ in Double(generator.normal()) }
        #expect(abs(normals.reduce(0, +) / Double(count)) < 0.01)
        #expect(abs(normals.map { $0 * $0 }.reduce(0, +) / Double(count) - 1) < 0.02)
        #expect(abs(Double(normals.count { abs($0) > 2 }) / Double(count) - 0.0455) < 0.003)
    }

    @Test("shuffling keeps every element and reaches every order")
    func shuffles() {
        var generator = SeededGenerator(5, .decks)
        var seen: [[Int]: Int] = [:]
        for _ in 0..<6_000 { seen[generator.shuffled([1, 2, 3]), default: 0] += 1 }
        #expect(seen.count == 6)
        #expect(seen.values.allSatisfy { abs($0 - 1_000) < 150 })
    }
}
