@_spi(SearchGrant) import Gallery
import TestSupport
import Testing
import Vocabulary

@Suite("Search")
struct SearchTests {
    /// Dimensions, faces in the gallery, and the share of them that lie close together.
    static let galleries: [(dimensions: Int, faces: Int, clustered: Double)] = [
        (1, 40, 0), (2, 300, 0), (3, 300, 0.5), (5, 500, 0.9), (64, 1000, 0), (64, 1000, 1),
        (100, 2047, 0.5), (128, 0, 0), (128, 1, 0), (128, 15, 0), (128, 16, 0), (128, 17, 0),
        (128, 2048, 0), (128, 2049, 1), (128, 5000, 0.5), (512, 1500, 0.7), (128, 20_000, 0.3), (8, 40_000, 0.3),
    ]

    @Test("a search lists what brute force lists, in its order", arguments: galleries)
    func likeBruteForce(dimensions: Int, faces: Int, clustered: Double) throws {
        var random = SeededRandom(UInt64(dimensions * 100_000 + faces))
        let home = TemporaryDirectory()
        let gallery = try home.open(.writing, dimensions: dimensions)
        let people = (0..<8).map { _ in randomTemplate(dimensions, &random) }
        var enrolled: [EnrolledFace] = []
        var id: UInt64 = 0
        for _ in 0..<faces {
            id += UInt64.random(in: 1...3, using: &random)
            let someone = people.randomElement(using: &random)!
            let vector =
                switch Double.random(in: 0..<1, using: &random) {
                case ..<(clustered * 0.9):
                    template(near: someone, spread: .random(in: 0.05...1, using: &random), &random)
                // The same photo again: ties.
                case ..<clustered: someone
                default: randomTemplate(dimensions, &random)
                }
            enrolled.append(face(id, in: .random(in: 1...4, using: &random), vector))
        }
        for start in stride(from: 0, to: faces, by: 3000) {
            try gallery.enrol(Array(enrolled[start..<min(start + 3000, faces)]).shuffled(using: &random))
        }
        let removed = Set(enrolled.filter { _ in Int.random(in: 0..<9, using: &random) == 0 }.map(\.id))
        try gallery.remove(removed)
        enrolled.removeAll { removed.contains($0.id) }
        let reopened = try home.open(.reading, dimensions: dimensions)

        for round in 0..<(faces > 10_000 ? 40 : 150) {
            let probe =
                round % 2 == 0
                ? randomTemplate(dimensions, &random)
                : template(near: people.randomElement(using: &random)!, spread: 0.2 * Float(round % 5), &random)
            let scope = SearchScope(
                collections: round % 3 == 0
                    ? nil : Set((1...5).filter { _ in .random(using: &random) }.map { CollectionID($0) }),
                upTo: round % 4 == 0 ? FaceID(.random(in: 0...id + 1, using: &random)) : nil,
                leavingOut: round % 5 == 0
                    ? Set(enrolled.filter { _ in Int.random(in: 0..<3, using: &random) == 0 }.map(\.id)) : [])
            let threshold = [-1, -1, -0.5, 0, 0.1, 0.3, 0.42, 0.7, 0.9, 0.999_999][round % 10] as Float
            let limit = [1, 2, 20, 100, 1 + Int.random(in: 0...faces, using: &random), 10_000][round % 6]
            let expected = bruteForce(enrolled, probe, in: scope, threshold: threshold, limit: min(limit, 10_000))
            for gallery in [gallery, reopened] {
                let hits = try gallery.search(probe, in: scope, threshold: threshold, limit: min(limit, 10_000))
                #expect(hits == expected, "round \(round), threshold \(threshold), limit \(limit)")
            }
            // Who is left out is counted all the same.
            let counted = SearchScope(collections: scope.collections, upTo: scope.upTo)
            let inScope = bruteForce(enrolled, probe, in: counted, threshold: -1, limit: .max)
            #expect(gallery.count(in: scope) == inScope.count)
        }
    }

    @Test("the best faces left out, the list is filled with the next ones")
    func leavingOut() throws {
        let home = TemporaryDirectory()
        let gallery = try home.open(.writing, dimensions: 128)
        var random = SeededRandom(9)
        let probe = randomTemplate(128, &random)
        let faces = (1...3000).map { face($0, template(near: probe, spread: 0.1 + Float($0) / 1000, &random)) }
        try gallery.enrol(faces)
        let all = try gallery.search(probe, in: .everything, threshold: -1, limit: 3000)
        for hidden in [1, 5, 20, 2990] {
            let scope = SearchScope(leavingOut: Set(all.prefix(hidden).map(\.face)))
            let hits = try gallery.search(probe, in: scope, threshold: -1, limit: 20)
            #expect(hits == Array(all.dropFirst(hidden).prefix(20)))
            #expect(gallery.count(in: scope) == 3000)
        }
    }

    @Test("a template comes back as it was enrolled, and no more once it is removed")
    func templates() throws {
        let home = TemporaryDirectory()
        let gallery = try home.open(.writing, dimensions: 100)
        var random = SeededRandom(10)
        let templates = (0..<5).map { _ in randomTemplate(100, &random) }
        try gallery.enrol(templates.enumerated().map { face(UInt64(2 * $0 + 1), $1) })
        try gallery.remove([FaceID(5)])
        for (number, template) in templates.enumerated() where number != 2 {
            let found = try #require(
                try gallery.template(of: FaceID(UInt64(2 * number + 1)), on: SearchGrant(search: "a test")))
            #expect(abs((found.similarity(to: template) ?? 0) - 1) < 1e-6)
        }
        for gone: UInt64 in [0, 2, 5, 11] {
            #expect(try gallery.template(of: FaceID(gone), on: SearchGrant(search: "a test")) == nil)
        }
        #expect(try FileGallery.dimensions(inDirectory: home.gallery) == 100)
    }

    @Test("similarities stay within -1...1, and those at the ends keep the order of their ids")
    func ends() throws {
        let home = TemporaryDirectory()
        let gallery = try home.open(.writing, dimensions: 128)
        var random = SeededRandom(7)
        let one = randomTemplate(128, &random)
        let opposite = template(one.vector.map { -$0 })
        let faces = (1...50).map { face($0, $0 % 2 == 0 ? one : opposite) }
        try gallery.enrol(faces)
        for probe in [one, opposite] {
            for limit in [1, 3, 25, 30, 50] {
                let hits = try gallery.search(probe, in: .everything, threshold: -1, limit: limit)
                #expect(hits == bruteForce(faces, probe, in: .everything, threshold: -1, limit: limit))
                #expect(hits.allSatisfy { abs($0.similarity) <= 1 })
            }
        }
    }

    @Test("searches run beside enrolments and removals, and see whole ones")
    func concurrent() async throws {
        let home = TemporaryDirectory()
        let gallery = try home.open(.writing, dimensions: 64)
        var random = SeededRandom(8)
        let probe = randomTemplate(64, &random)
        var batches: [[EnrolledFace]] = []
        for batch in 0..<UInt64(40) {
            let ids = batch * 50 + 1...batch * 50 + 50
            batches.append(ids.map { face($0, in: UInt32(batch), template(near: probe, spread: 0.5, &random)) })
        }
        let all = batches
        await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                for batch in all {
                    try gallery.enrol(batch)
                    if let id = batch.first?.id { try gallery.remove([id]) }
                }
            }
            for _ in 0..<3 {
                group.addTask {
                    for _ in 0..<60 {
                        let hits = try gallery.search(probe, in: .everything, threshold: -1, limit: 10_000)
                        let perBatch = Dictionary(grouping: hits, by: \.collection).values.map(\.count)
                        // 50 just enrolled, 49 once the first was removed; never a part of a batch.
                        #expect(perBatch.allSatisfy { $0 == 50 || $0 == 49 })
                    }
                }
            }
            do { try await group.waitForAll() } catch { Issue.record(error) }
        }
        #expect(gallery.count(in: .everything) == 40 * 49)
    }
}
