import Foundation
import GRDB
import Records
import Rules
import TestSupport
import Testing
import Vocabulary

@Suite("Erasure")
struct ErasureTests {
    let home: TemporaryHome
    let store: RecordStore
    let id: CollectionID
    let photos: [PhotoID]

    init() throws {
        home = try TemporaryHome()
        store = try home.store()
        id = try store.someCollection().id
        try store.addSomebody()
        photos = try store.commit(
            IndexBatch(
                collection: id, date: noon,
                photos: [
                    photo(
                        1, faces: [face(1), face(2, ordinal: 1)],
                        files: [file("/MARKER-path.jpg"), file("/MARKER-gone.jpg")],
                        metadata: PhotoMetadata(caption: "MARKER-caption", credit: "MARKER-credit", source: "Deposit")),
                    photo(2, faces: [face(3)], files: [file("/stays.jpg")]), photo(3, files: [file("/faceless.jpg")]),
                ])
        ).photos
    }

    @Test("a photo goes with its faces and files; the others stay")
    func whole() throws {
        try store.mark(photos: [photos[0], PhotoID(404)])
        #expect(try store.look { try $0.markedFaces() } == [sface: [FaceID(1), FaceID(2)]])
        try store.eraseMarked()
        #expect(try store.photo(photos[0]) == nil)
        #expect(try Set(store.faces([1, 2, 3].map { FaceID($0) }).keys) == [FaceID(3)])
        #expect(try store.knownFiles(in: id, under: []).map(\.file) == [file("/faceless.jpg"), file("/stays.jpg")])
    }

    @Test("a single face goes; its photo stays without caption and credit, and never takes them again")
    func single() throws {
        try store.mark(faces: [FaceID(2)])
        try store.eraseMarked()
        func said() throws -> PhotoMetadata? { try store.photo(photos[0])?.metadata }
        #expect(try Set(store.faces([1, 2, 3].map { FaceID($0) }).keys) == [FaceID(1), FaceID(3)])
        #expect(try said() == PhotoMetadata(source: "Deposit"))
        try store.updateMetadata(of: photos[0], caption: "MARKER again", credit: "MARKER", taken: "1984-03-01T10:00:00")
        #expect(try said() == PhotoMetadata(taken: "1984-03-01T10:00:00", source: "Deposit"))
        try store.updateMetadata(of: photos[1], caption: "Another photo's")
        #expect(try store.photo(photos[1])?.metadata.caption == "Another photo's")
    }

    @Test("what is marked is hidden at once, and not counted")
    func hidden() throws {
        try store.mark(photos: [photos[1]], faces: [FaceID(2)])
        #expect(try Set(store.faces([1, 2, 3].map { FaceID($0) }).keys) == [FaceID(1)])
        let counts = try store.counts(of: id)
        #expect((counts.photos, counts.faces, counts.files) == (2, 1, 3))
        try store.look { records throws in
            #expect(try records.photos(in: id).map(\.photo.id) == [photos[0], photos[2]])
            #expect(try records.photos(in: id).flatMap(\.faces).map(\.id) == [FaceID(1)])
            #expect(try records.erasable(photos).map { $0.faces.count } == [1, 0])
            #expect(try records.photos(of: [FaceID(1), FaceID(2), FaceID(3)]) == [FaceID(1): photos[0]])
        }
    }

    @Test("after a crash between the steps, another process can tell what is left, and how much it is")
    func crash() throws {
        try store.mark(photos: [photos[0], photos[2]], faces: [FaceID(3)])
        let later = try home.store()
        let open = try #require(try later.look { try $0.openErasures() }.first)
        #expect(open.counts == [id: ErasureCounts(photos: 2, faces: 3, files: 3)])
        #expect(open.reason == "asked by letter" && open.account == somebody)
        #expect(try later.look { try $0.markedFaces() } == [sface: [FaceID(1), FaceID(2), FaceID(3)]])
        try later.transaction { try $0.deleteMarked() }
        try later.transaction { try $0.deleteMarked() }
        #expect(try store.look { try $0.openErasures() } == [open])
        try later.eraseMarked()
        #expect(try store.look { try $0.openErasures() }.isEmpty)
    }

    @Test("nothing of an erased photo is left in any file on disk")
    func overwritten() throws {
        // A path that was found unreadable later stands elsewhere too.
        _ = try store.commit(
            IndexBatch(
                collection: id, date: noon,
                unreadable: [
                    UnreadableFile(
                        file: file("/MARKER-gone.jpg"), code: "file.unreadable", reason: "No.", noticed: noon)
                ]))
        #expect(try home.holds("MARKER"))
        try store.mark(photos: [photos[0]])
        try store.eraseMarked()
        #expect(try !home.holds("MARKER"))
        #expect(try home.holds("/stays.jpg"))
    }

    @Test("nor in the gaps that rows leave when SQLite moves them from page to page")
    func gaps() throws {
        var random = SeededRandom(1)
        // Paths in no order, and captions that change in length, split and join pages again and again.
        for batch in 0..<60 {
            let photos = (0..<50).map { number in
                let seed = 10_000 + batch * 50 + number
                let padding = String(repeating: "x", count: .random(in: 0...200, using: &random))
                return photo(
                    seed, files: [file("/\(Int.random(in: 0..<1_000_000, using: &random))/GONE\(seed).jpg")],
                    metadata: PhotoMetadata(caption: "GONE\(seed) \(padding)"))
            }
            _ = try store.commit(IndexBatch(collection: id, date: noon, photos: photos))
        }
        var all: [(id: PhotoID, name: String)] = []
        for photo in try store.look({ try $0.photos(in: id) }).map(\.photo) {
            guard let caption = photo.metadata.caption, caption.hasPrefix("GONE") else { continue }
            all.append((photo.id, String(caption.prefix(9))))
        }
        try #require(all.count == 3000)
        try store.updateMetadata(
            Dictionary(
                uniqueKeysWithValues: all.shuffled(using: &random).prefix(1500).map { photo in
                    let padding = String(repeating: "y", count: .random(in: 0...600, using: &random))
                    return (photo.id, PhotoMetadata(caption: "\(photo.name) \(padding)"))
                }))
        let erased = all.shuffled(using: &random).prefix(1500)
        for photo in erased {
            try store.mark(photos: [photo.id])
            try store.transaction { records in
                try records.deleteMarked()
                for erasure in try records.openErasures() { try records.end(erasure) }
            }
        }
        try store.overwriteDeleted()
        let text = String(decoding: try home.bytesOnDisk(), as: Unicode.ASCII.self)
        let found = Set(text.matches(of: /GONE[0-9]{5}/).map { String($0.0) })
        #expect(found.intersection(erased.map(\.name)) == [])
        #expect(found.count == 1500)
    }

    @Test(
        "after any sequence of enrolments and erasures, what is shown and counted is what a plain list says",
        arguments: 0..<8)
    func model(seed: Int) throws {
        var random = SeededRandom(UInt64(seed))
        let id = try store.someCollection("Model").id
        var photoOf: [FaceID: PhotoID] = [:]
        var captioned: [PhotoID: Bool] = [:]
        var next: UInt64 = 100
        for step in 0..<40 {
            let photos = captioned.keys.sorted().filter { _ in Int.random(in: 0..<6, using: &random) == 0 }
            let faces = photoOf.keys.sorted().filter { _ in Int.random(in: 0..<8, using: &random) == 0 }
                .filter { !photos.contains(photoOf[$0]!) }
            switch Int.random(in: 0..<4, using: &random) {
            case 0, 1:
                let numbers = (0..<Int.random(in: 0...4, using: &random)).map { next + UInt64($0) }
                next += 4
                let enrolled = try store.commit(
                    IndexBatch(
                        collection: id, date: noon,
                        photos: [
                            photo(
                                1000 + step, faces: numbers.enumerated().map { face($1, ordinal: $0) },
                                files: [file("/\(step).jpg")], metadata: PhotoMetadata(caption: "A caption"))
                        ])
                ).photos[0]
                captioned[enrolled] = true
                for number in numbers { photoOf[FaceID(number)] = enrolled }
            case 2:
                try store.mark(photos: photos)
                if Bool.random(using: &random) { try store.transaction { try $0.deleteMarked() } }
                try store.eraseMarked()
                for photo in photos { captioned[photo] = nil }
                photoOf = photoOf.filter { !photos.contains($0.value) }
            default:
                try store.mark(faces: faces)
                try store.eraseMarked()
                for face in faces { captioned[photoOf.removeValue(forKey: face)!] = false }
            }
            let shown = try store.look { try $0.photos(in: id) }
            #expect(Set(shown.map(\.photo.id)) == Set(captioned.keys))
            #expect(shown.allSatisfy { ($0.photo.metadata.caption != nil) == captioned[$0.photo.id] })
            #expect(Set(shown.flatMap(\.faces).map(\.id)) == Set(photoOf.keys))
            #expect(
                try Set(store.faces(Array(photoOf.keys) + [FaceID(1)]).keys) == Set(photoOf.keys).union([FaceID(1)]))
            let counts = try store.counts(of: id)
            #expect(counts.photos == captioned.count && counts.faces == photoOf.count)
            #expect(try store.look { try $0.templates(of: [id]) } == photoOf.count)
            let asked = (100..<next).map { FaceID($0) }
            #expect(try store.look { try $0.unknown(among: asked) } == Set(asked).subtracting(photoOf.keys))
        }
    }

    @Test("an erased photo's number is not given out again")
    func numbers() throws {
        try store.mark(photos: photos)
        try store.eraseMarked()
        let again = try store.commit(
            IndexBatch(collection: id, date: noon, photos: [photo(1, files: [file("/again.jpg")])]))
        #expect(again.photos[0] > photos[2])
    }

    @Test("what may have shown it, or was made with it, can be opened no more; the rest can")
    func traces() throws {
        let other = try store.someCollection("Another").id
        let searches: [(name: Character, SearchRecord, candidates: Int)] = [
            ("a", search(id(of: "a"), in: [id], at: noon + 10), 2),  // may have shown it
            ("b", search(id(of: "b"), in: [id], at: noon + 10), 0),  // showed nobody
            ("c", search(id(of: "c"), in: [other], at: noon + 10), 2),  // elsewhere
            ("d", search(id(of: "d"), in: [id], at: noon - 10), 2),  // before it was there
            ("e", search(id(of: "e"), in: [other], at: noon + 10, probe: hash(1)), 0),  // made with it
        ]
        for (_, record, candidates) in searches {
            try store.transaction { records throws in
                try records.start(record)
                var ended = outcome
                (ended.at, ended.candidates) = (record.at + 1, candidates)
                try records.complete(record.id, ended)
                try records.add(
                    EventRecord(
                        type: "search.completed", at: record.at, entry: [1],
                        opening: .init(key: [UInt8](repeating: 1, count: 32), payload: Array("{}".utf8)),
                        subjects: [record.id]))
            }
        }
        let faces = [FaceID(1), FaceID(2)]
        #expect(try store.look { try $0.countSearchTraces(of: [photos[0]], faces: faces) } == 2)
        try store.mark(photos: [photos[0]])
        try store.transaction { try $0.deleteMarked() }
        #expect(try store.look { try $0.openErasures() }.first?.counts[id]?.openings == 2)
        let left = try store.read { db in
            try String.fetchAll(
                db,
                sql: """
                    SELECT ref FROM event JOIN event_subject ON event.id = event_subject.event
                    WHERE key IS NOT NULL ORDER BY ref
                    """)
        }
        #expect(left == ["b", "c", "d"].map { id(of: $0) })
        #expect(
            try store.searches(limit: 9).first { $0.search.id == id(of: "e") }?.search.probeSHA256.allSatisfy {
                $0 == 0
            } == true)
    }

    private func id(of name: Character) -> String { String(repeating: name, count: 32) }
}

@Suite("What stays out")
struct SuppressionTests {
    let home: TemporaryHome
    let store: RecordStore

    init() throws {
        home = try TemporaryHome()
        store = try home.store()
        try store.addSomebody()
    }

    @Test("an erased content stays out of all of its organisation's collections, an expired one out of its own")
    func photos() throws {
        let (one, two) = (try store.someCollection("One").id, try store.someCollection("Two").id)
        let elsewhere = OrganisationRef(String(repeating: "e", count: 32))
        try store.transaction { records throws in
            try records.suppress(content: hash(1), by: somewhere)
            try records.suppress(content: hash(1), by: somewhere)
            try records.expire(content: hash(2), in: one)
            func isOut(_ seed: Int, _ collection: CollectionID, _ organisation: OrganisationRef) throws -> Bool {
                try records.isSuppressed(content: hash(seed), in: collection, of: organisation)
            }
            #expect(try isOut(1, one, somewhere) && isOut(1, two, somewhere))
            #expect(try !isOut(1, one, elsewhere))
            #expect(try isOut(2, one, somewhere) && isOut(2, one, elsewhere))
            #expect(try !isOut(2, two, somewhere))
            #expect(try !isOut(3, one, somewhere))
        }
    }

    @Test("an erased face is known in its own photo only, and by its own organisation only")
    func faces() throws {
        let face = SuppressedFace(model: sface, sketch: [1, 2, 3, 4, 5, 6, 7, 8])
        try store.transaction { records throws in
            try records.suppress(face, of: hash(1), by: somewhere)
            try records.suppress(face, of: hash(1), by: somewhere)
            #expect(try records.suppressedFaces(of: hash(1), by: somewhere) == [face])
            #expect(try records.suppressedFaces(of: hash(2), by: somewhere).isEmpty)
            let elsewhere = OrganisationRef(String(repeating: "e", count: 32))
            #expect(try records.suppressedFaces(of: hash(1), by: elsewhere).isEmpty)
        }
    }

    @Test("each home has a key of its own, and keeps it")
    func keys() throws {
        let key = try store.look { try $0.suppressionKey() }
        #expect(key.count == 32 && Set(key).count > 8)
        #expect(try home.store().look { try $0.suppressionKey() } == key)
        #expect(try TemporaryHome().store().look { try $0.suppressionKey() } != key)
    }
}

@Suite("Sealed persons")
struct SealingTests {
    let home: TemporaryHome
    let store: RecordStore
    let id: CollectionID
    let template = Template(model: sface, normalising: (0..<128).map { Float($0 % 7) - 3 })!

    init() throws {
        home = try TemporaryHome()
        store = try home.store()
        id = try store.someCollection().id
        try store.addSomebody()
    }

    private func person(_ name: Character, reason: String = "an order") -> SealedPerson {
        SealedPerson(
            ref: SealedPersonRef(String(repeating: name, count: 32)), organisation: somewhere, template: template,
            threshold: 0.42, reason: reason, sealed: noon)
    }

    @Test("faces are sealed as they are enrolled, and a seal goes with its face")
    func faces() throws {
        try store.transaction { try $0.add(person("a")) }
        var sealed = photo(1, faces: [face(1), face(2, ordinal: 1)], files: [file("/1.jpg")])
        sealed.sealed = [FaceID(2): [person("a").ref]]
        let batch = IndexBatch(
            collection: id, date: noon, photos: [sealed, photo(2, faces: [face(3)], files: [file("/2.jpg")])])
        _ = try store.commit(batch)
        // The same content once more, under new numbers: nothing of it is recorded.
        var again = photo(1, faces: [face(4)], files: [file("/3.jpg")])
        again.sealed = [FaceID(4): [person("a").ref]]
        _ = try store.commit(IndexBatch(collection: id, date: noon, photos: [again]))
        #expect(try store.look { try $0.sealedFaces() } == [FaceID(2): [person("a").ref]])
        try store.transaction { try $0.seal([FaceID(3), FaceID(99)], of: person("a").ref) }
        #expect(try store.look { try $0.sealedCounts(of: person("a").ref) } == (2, 2))
        try store.mark(faces: [FaceID(2)])
        try store.eraseMarked()
        #expect(try store.look { try $0.sealedFaces() } == [FaceID(3): [person("a").ref]])
    }

    @Test("a sealed person is what was sealed, until the seal is lifted and nothing of them is left")
    func lifting() throws {
        let both = [person("a", reason: "MARKER"), person("b")]
        try store.transaction { records in for person in both { try records.add(person) } }
        let known = try store.look { try $0.sealedPersons(of: somewhere) }
        #expect(known.map(\.ref) == both.map(\.ref) && known.map(\.reason) == both.map(\.reason))
        #expect(known.allSatisfy { $0.threshold == 0.42 && ($0.template.similarity(to: template) ?? 0) > 0.999_999 })
        #expect(try store.look { try $0.sealedPersons(of: OrganisationRef("elsewhere")) }.isEmpty)
        #expect(try home.holds("MARKER"))
        try store.transaction { try $0.lift(both[0].ref, at: noon) }
        try store.overwriteDeleted()
        #expect(try !home.holds("MARKER"))
        #expect(try store.look { try $0.sealedPersons() }.map(\.ref) == [both[1].ref])
    }

    @Test("what is recorded for the overseer has one length, whether a search would have shown anybody or not")
    func looks() throws {
        _ = try store.commit(IndexBatch(collection: id, date: noon))
        let digits = Array("0123456789abcdef")
        for count in [0, 1, 2, 15, 16, 17] {
            let persons = Set(
                (0..<count).map {
                    SealedPersonRef(String(repeating: digits[$0 % 16], count: 31) + ($0 < 16 ? "1" : "2"))
                })
            let name = String(format: "%032d", count)
            try store.transaction { records throws in
                try records.start(search(name, in: [id], at: noon + Double(count)))
                try records.recordSealedLook(persons, of: name)
            }
            let length = try store.read { db in
                try Int.fetchOne(db, sql: "SELECT length(persons) FROM sealed_look WHERE search = ?", arguments: [name])
            }
            #expect(length == (count <= 16 ? 256 : 512))
            let hits = try store.look { try $0.sealedHits() }.filter { $0.search == name }
            #expect(Set(hits.map(\.person)) == persons && hits.count == count)
        }
    }
}
