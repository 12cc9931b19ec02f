import Foundation
import GRDB
import Records
import Testing
import Vocabulary

@Suite("Searches")
struct SearchTests {
    let home: TemporaryHome
    let store: RecordStore
    let collections: [CollectionID]

    init() throws {
        home = try TemporaryHome()
        store = try home.store()
        collections = [try store.someCollection("One").id, try store.someCollection("Two").id]
    }

    @Test("a search comes back as it was started, then as it was completed")
    func roundTrip() throws {
        let started = search("s1", in: collections)
        try store.startSearch(started)
        #expect(try store.searches(limit: 5) == [PastSearch(search: started, state: .open)])
        #expect(try store.openSearches() == [started])
        try store.completeSearch("s1", outcome)
        #expect(try store.searches(limit: 5) == [PastSearch(search: started, state: .completed(outcome))])
        #expect(try store.openSearches().isEmpty)
    }

    @Test("a started search is in the file for whoever opens it next")
    func durable() throws {
        try store.startSearch(search("s1", in: collections))
        #expect(try home.store(.reading).openSearches().map(\.id) == ["s1"])
    }

    @Test("a search ends once")
    func once() throws {
        try store.startSearch(search("s1", in: []))
        try store.completeSearch("s1", outcome)
        #expect(code { try store.completeSearch("s1", outcome) } == .recordsUnknownSearch)
        #expect(code { try store.completeSearch("s2", outcome) } == .recordsUnknownSearch)
        try store.startSearch(search("s3", in: []))
        try store.interruptSearch("s3", at: noon + 60)
        #expect(code { try store.completeSearch("s3", outcome) } == .recordsUnknownSearch)
        #expect(try store.searches(limit: 1).map(\.state) == [.interrupted(noon + 60)])
        try store.interruptSearch("s3", at: noon + 61)
        #expect(try store.searches(limit: 1).map(\.state) == [.interrupted(noon + 60)])
    }

    @Test("an id is used once")
    func used() throws {
        try store.startSearch(search("s1", in: collections))
        #expect(code { try store.startSearch(search("s1", in: [])) } == .recordsConstraint)
        #expect(try store.searches(limit: 5).map(\.search.collections) == [collections])
    }

    @Test(
        "the newest come first, and no more than asked for",
        arguments: [(0, []), (-1, []), (2, ["c", "b"]), (9, ["c", "b", "d", "a"])])
    func order(limit: Int, expected: [String]) throws {
        for (id, seconds) in [("a", 0.0), ("d", 10), ("b", 10), ("c", 20)] {
            try store.startSearch(search(id, in: collections, at: noon + seconds))
        }
        #expect(try store.searches(limit: limit).map(\.search.id) == expected)
    }

    @Test("a completed search has all of its outcome")
    func wholeOutcome() throws {
        try store.startSearch(search("s1", in: []))
        #expect(
            code {
                try store.write { try $0.execute(sql: "UPDATE search SET completed = '2026-01-01T00:00:00.000Z'") }
            } == .recordsConstraint)
    }
}
