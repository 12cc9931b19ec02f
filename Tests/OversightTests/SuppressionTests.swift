import Oversight
import Testing

@Suite("What is told of small counts")
struct SuppressionTests {
    /// All tables of so many cells, each from 0 to the largest.
    static func tables(cells: Int, largest: Int) -> [[Int]] {
        (0..<cells).reduce([[]]) { tables, _ in tables.flatMap { table in (0...largest).map { table + [$0] } } }
    }

    @Test(
        "whoever has every report of a year cannot find out a small month, not even what it is not",
        arguments: [(smallest: 3, months: 6), (4, 5), (5, 4)])
    func months(smallest: Int, months: Int) {
        let suppression = Suppression(smallest: smallest)
        // What anybody may see: each month, each span of months, the year. Spans are made of months, so these say it all.
        struct Told: Hashable {
            let months: [ToldCount]
            let year: ToldCount
        }
        var seen: [Told: [Set<Int>]] = [:]
        for table in Self.tables(cells: months, largest: smallest + 1) {
            let told = Told(months: table.map(suppression.month), year: suppression.year(ofMonths: table))
            var values = seen[told] ?? table.map { _ in [] }
            for (place, count) in table.enumerated() { values[place].insert(count) }
            seen[told] = values
        }
        var hidden = 0
        for (told, values) in seen {
            for (month, possible) in zip(told.months, values) {
                switch month {
                case .few:
                    hidden += 1
                    #expect(possible == Set(1..<smallest), "\(told)")
                case .exactly(let count): #expect(possible == [count] && !(1..<smallest).contains(count))
                default: Issue.record("a month is told as a number or as few")
                }
            }
        }
        #expect(hidden > 0)
    }

    @Test(
        "whoever has a year's sum and its parts, and knows the rule, cannot find out a small part",
        arguments: [(smallest: 3, parts: 2, largest: 20), (3, 3, 14), (3, 4, 13), (4, 3, 18), (5, 3, 22)])
    func parts(smallest: Int, parts: Int, largest: Int) {
        let suppression = Suppression(smallest: smallest)
        struct Told: Hashable {
            let sum: Int
            let parts: ToldParts?
        }
        var seen: [Told: [[Int]]] = [:]
        for table in Self.tables(cells: parts, largest: largest) {
            let named = Dictionary(uniqueKeysWithValues: table.enumerated().map { ("part \($0)", $1) })
            seen[Told(sum: table.reduce(0, +), parts: suppression.parts(named)), default: []].append(table)
        }
        var hidden = 0
        for (told, tables) in seen {
            for place in 0..<parts {
                let possible = Set(tables.map { $0[place] })
                guard possible.contains(where: suppression.isSmall) else { continue }
                hidden += 1
                #expect(possible.count > 1, "\(told): part \(place) is \(possible)")
                let isTogether = told.parts?.together.contains("part \(place)") == true
                #expect(!isTogether || possible.isSuperset(of: 1..<smallest), "\(told): part \(place) is \(possible)")
            }
        }
        #expect(hidden > 0)
    }

    /// Two organisations that search for two purposes each, none for another's: cells p and q of the one, r and s of the other.
    private struct TwoWays: Hashable {
        let purposes: ToldParts?
        let organisations: ToldParts?
        let sum: Int

        init(_ suppression: Suppression, _ cells: [Int], guarded: Bool) {
            sum = cells.reduce(0, +)
            let purposes = suppression.parts(
                Dictionary(uniqueKeysWithValues: zip(["p", "q", "r", "s"], cells)).filter { $0.value > 0 })
            let organisations = suppression.parts(["one": cells[0] + cells[1], "other": cells[2] + cells[3]])
            (self.purposes, self.organisations) =
                guarded ? suppression.bothWays(purposes, organisations) : (purposes, organisations)
        }
    }

    @Test(
        "whoever knows which organisation searches for what finds out no small part by subtracting one table from another",
        arguments: [(smallest: 3, largest: 15), (4, 17)])
    func bothWays(smallest: Int, largest: Int) {
        let suppression = Suppression(smallest: smallest)
        for guarded in [true, false] {
            var seen: [TwoWays: [[Int]]] = [:]
            for table in Self.tables(cells: 4, largest: largest) {
                seen[TwoWays(suppression, table, guarded: guarded), default: []].append(table)
            }
            var found = 0
            var hidden = 0
            for (told, tables) in seen {
                // Larger cells than were gone through would be possible too.
                guard told.sum <= largest else { continue }
                for value in [{ $0[0] }, { $0[3] }, { $0[0] + $0[1] }] as [([Int]) -> Int] {
                    let possible = Set(tables.map(value))
                    guard possible.contains(where: suppression.isSmall) else { continue }
                    hidden += 1
                    if possible.count == 1 { found += 1 }
                }
            }
            #expect(hidden > 0)
            // The rule is needed: without it there is something to find.
            #expect(guarded ? found == 0 : found > 0, "\(found) of \(hidden)")
        }
    }

    @Test(
        "a year's table without its empty parts gives no small part away either",
        arguments: [(3, 3, 14), (4, 3, 18), (3, 4, 13)])
    func partsThatThereAre(smallest: Int, parts: Int, largest: Int) {
        let suppression = Suppression(smallest: smallest)
        struct Told: Hashable {
            let sum: Int
            let parts: ToldParts?
        }
        var seen: [Told: [[Int]]] = [:]
        for table in Self.tables(cells: parts, largest: largest) {
            let named = Dictionary(uniqueKeysWithValues: table.enumerated().map { ("part \($0)", $1) })
            seen[
                Told(sum: table.reduce(0, +), parts: suppression.parts(named.filter { $0.value > 0 })), default: []
            ].append(table)
        }
        for (told, tables) in seen {
            for place in 0..<parts {
                let possible = Set(tables.map { $0[place] })
                #expect(!possible.contains(where: suppression.isSmall) || possible.count > 1, "\(told): \(possible)")
            }
        }
    }

    @Test("nothing that is not small is held back where nothing small is")
    func plain() {
        let suppression = Suppression(smallest: 5)
        #expect(suppression.year(ofMonths: [0, 5, 12]) == .exactly(17))
        #expect(suppression.parts(["a": 10, "b": 0]) == ToldParts(single: ["a": 10, "b": 0]))
        #expect(suppression.sum([.exactly(3), .few, .between(2, 8)]) == .between(6, 15))
    }

    @Test("a sum says no more than what it is of", arguments: [[1, 7], [4, 4], [1, 1, 1], [2, 3, 0, 9]])
    func sums(months: [Int]) {
        let suppression = Suppression(smallest: 5)
        #expect(suppression.sum(ofMonths: months) == suppression.sum(months.map(suppression.month)))
        guard case .between(let least, let most) = suppression.sum(ofMonths: months) else {
            Issue.record("a sum with small months is a range")
            return
        }
        #expect((least...most).contains(months.reduce(0, +)))
    }
}
