import FaceAnalysis
import FaceSearch
import Foundation
import Records
import Rules
import TestStage
import Testing
import Vocabulary

@Suite("Sealed templates of probes, compared for overseers only")
struct ProbeLikenessTests {
    /// An archive with one portrait in it, a searcher, an overseer and an approved project.
    private struct Scene {
        let stage: Stage
        let sam: Actor
        let olga: Actor
        let cas: Actor
        let project: AuthorisationRef
        /// A second view of the records, as somebody who copied the file has it.
        let records: RecordStore

        init() async throws {
            stage = try await Stage(.investigation)
            // Two photos of the studio's person are less alike than the standard policy asks for.
            let policy = try stage.home.policy().text
                .replacing(/same-face-per-thousand: \d+/, with: "same-face-per-thousand: 550")
            _ = try await stage.home.adoptPolicy(policy, as: stage.administrator)
            sam = try await stage.person("sam", [.searcher])
            olga = try await stage.person("olga", [.overseer])
            cas = try await stage.person("cas", [.custodian])
            let ann = try await stage.person("ann", [.approver])
            try await stage.fill("custody", by: cas, retentionDays: 3650)
            _ = try await stage.home.openCase("K", as: sam)
            project = try await stage.home.requestAuthorisation(
                stage.draft("K", in: ["custody"], searches: 9), as: sam
            ).authorisation.ref
            _ = try await stage.home.approve(project, reason: "", as: ann)
            records = try RecordStore(at: stage.folder.appending(path: "records.sqlite").path, access: .writing)
        }

        func boxes() throws -> [SealedTemplateRecord] {
            try records.look { try $0.sealedTemplates(after: 0, limit: 100) }
        }

        /// Whether the records, or what SQLite keeps beside them, have these bytes.
        func holds(_ bytes: [UInt8]) throws -> Bool {
            try ["", "-wal"].contains { suffix in
                let file = stage.folder.appending(path: "records.sqlite" + suffix)
                guard FileManager.default.fileExists(atPath: file.path) else { return false }
                return try Data(contentsOf: file).range(of: Data(bytes)) != nil
            }
        }
    }

    @Test("searches for one face are one group, whoever it is; for another face another; no file has the templates")
    func groups() async throws {
        let scene = try await Scene()
        let studio = try await Studio1.shared.value
        let probes = [studio.portrait, studio.stranger, studio.again, studio.portrait]
        var searches: [String] = []
        for probe in probes {
            searches.append(try await scene.stage.search(scene.project, for: probe, as: scene.sam).search)
        }
        let likeness = try await scene.stage.home.probeLikeness(as: scene.olga)
        #expect(searches.map { likeness.groups[$0] } == [0, 1, 0, 0])
        #expect(likeness.groups.count == 4 && likeness.resemblances.isEmpty && likeness.unreadable == 0)

        let boxes = try scene.boxes()
        #expect(boxes.map(\.search) == searches)
        #expect(Set(boxes.map(\.box)).count == 4, "the same face twice is not the same box")
        #expect(try boxes.allSatisfy { try scene.holds($0.box) }, "the search of the file's bytes has gone blind")
        for probe in probes {
            let face = try await ProbeFaces(probe, studio.analyzer).face(nil)
            let bytes = face.template.vector.prefix(4).flatMap { number in
                withUnsafeBytes(of: number.bitPattern.littleEndian) { Array($0) }
            }
            #expect(try !scene.holds(bytes))
        }
        // What is new later joins what was there.
        let later = try await scene.stage.search(scene.project, for: studio.stranger, as: scene.sam).search
        #expect(try await scene.stage.home.probeLikeness(as: nil).groups[later] == 1)
    }

    @Test("only overseers compare")
    func duties() async throws {
        let scene = try await Scene()
        for actor in [scene.sam, scene.cas, scene.stage.administrator] {
            #expect(
                await scene.stage.outcome { _ = try await scene.stage.home.probeLikeness(as: actor) } == "role.missing")
        }
    }

    @Test("where the policy keeps none, none is kept; where it does, it is, in a household too", arguments: [0, 30])
    func days(days: Int) async throws {
        let stage = try await Stage(.household) {
            $0.replacing("template-days: 0", with: "template-days: \(days)")
        }
        let owner = stage.administrator
        try await stage.fill("album", by: owner)
        _ = try await stage.search(nil, as: owner)
        let records = try RecordStore(at: stage.folder.appending(path: "records.sqlite").path, access: .reading)
        let kept = days > 0 ? 1 : 0
        #expect(try records.look { try $0.countSealedTemplates() } == kept)
        #expect(try await stage.home.probeLikeness(as: owner).groups.count == kept)
    }

    @Test("after the policy's days, and when the person is erased: the box is gone")
    func erasedByTime() async throws {
        let scene = try await Scene()
        let home = scene.stage.home
        let list = try await scene.stage.search(scene.project, as: scene.sam)
        let studio = try await Studio1.shared.value
        let other = try await scene.stage.search(scene.project, for: studio.stranger, as: scene.sam).search
        let boxes = try scene.boxes()
        #expect(try await home.probeLikeness(as: scene.olga).groups.count == 2)
        // Erased with the person who was found.
        _ = try await home.erase(
            ErasureRequest(photos: [try #require(list.candidates.first?.photo.id)], reason: "asked by letter"),
            as: scene.cas)
        #expect(try !scene.holds(boxes[0].box) && scene.holds(boxes[1].box))
        #expect(try await home.probeLikeness(as: scene.olga).groups == [other: 0])
        scene.stage.clock.move(729 * 86_400)
        #expect(try home.previewRetention(as: scene.stage.administrator).templates == 0)
        scene.stage.clock.move(2 * 86_400)
        #expect(try home.previewRetention(as: scene.stage.administrator).templates == 1)
        #expect(try await home.runRetention(as: scene.stage.administrator).templates == 1)
        #expect(try !scene.holds(boxes[1].box))
        #expect(try await home.probeLikeness(as: scene.olga).groups.isEmpty)
    }

    @Test(
        "a break-glass search that is refused keeps its box: overseers are to see whom somebody searched without leave")
    func breakGlass() async throws {
        let scene = try await Scene()
        let ann = try await scene.stage.person("ann2", [.approver])
        let used = try await scene.stage.home.breakGlass(
            scene.stage.draft("K", in: ["custody"], searches: 1), reason: "A child is missing since this morning.",
            as: scene.sam)
        _ = try await scene.stage.search(used.authorisation.ref, as: scene.sam)
        let box = try #require(scene.boxes().first?.box)
        #expect(try scene.holds(box))
        _ = try await scene.stage.home.refuse(used.authorisation.ref, reason: "It could have waited.", as: ann)
        #expect(try scene.boxes().map(\.box) == [box])
        #expect(try await scene.stage.home.probeLikeness(as: scene.olga).groups.count == 1)
    }

    @Test("a box that was put in another's place, or changed, is told as unreadable, and groups nothing")
    func swapped() async throws {
        let scene = try await Scene()
        for _ in 0..<3 { _ = try await scene.stage.search(scene.project, as: scene.sam) }
        let boxes = try scene.boxes()
        try scene.records.transaction { records in
            try records.eraseTemplates(of: boxes.map(\.search))
            var damaged = boxes[2].box
            damaged[60] ^= 1
            for (box, search) in [
                (boxes[0].box, boxes[1].search), (boxes[1].box, boxes[0].search), (damaged, boxes[2].search),
            ] {
                try records.keepTemplate(box, model: boxes[0].model, of: search)
            }
        }
        let likeness = try await scene.stage.home.probeLikeness(as: scene.olga)
        #expect(likeness.groups.isEmpty && likeness.unreadable == 3)
        let whole = try await scene.stage.search(scene.project, as: scene.sam).search
        #expect(try await scene.stage.home.probeLikeness(as: scene.olga).groups == [whole: 0])
    }

    @Test("without its key a home compares nothing, and does all else; others' keys and open ones are refused")
    func keys() async throws {
        let scene = try await Scene()
        _ = try await scene.stage.search(scene.project, as: scene.sam)
        let key = scene.stage.folder.appending(path: "oversight.key")
        let elsewhere = scene.stage.folder.appending(path: "kept-elsewhere")
        let mode = try FileManager.default.attributesOfItem(atPath: key.path)[.posixPermissions] as? Int
        #expect(mode == 0o600)
        func code() async -> String? {
            await scene.stage.outcome { _ = try await scene.stage.home.probeLikeness(as: scene.olga) }
        }
        try FileManager.default.moveItem(at: key, to: elsewhere)
        #expect(await code() == "oversight.key-missing")
        _ = try await scene.stage.search(scene.project, as: scene.sam)
        #expect(!FileManager.default.fileExists(atPath: key.path), "no second key is made")
        // Another home's.
        let other = try await Stage(.archive)
        try FileManager.default.copyItem(at: other.folder.appending(path: "oversight.key"), to: key)
        #expect(await code() == "oversight.key-unusable")
        try FileManager.default.removeItem(at: key)
        // By a link, as `init --oversight-key` makes it.
        try FileManager.default.createSymbolicLink(at: key, withDestinationURL: elsewhere)
        #expect(await code() == nil)
        try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: elsewhere.path)
        #expect(await code() == "oversight.key-unusable")
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: elsewhere.path)
        #expect(try await scene.stage.home.probeLikeness(as: scene.olga).groups.count == 2)
    }

    @Test("a probe that resembles a protected person is told, with how much; the end of the protection erases the box")
    func protected() async throws {
        let scene = try await Scene()
        let home = scene.stage.home
        let studio = try await Studio1.shared.value
        let before = try await scene.stage.search(scene.project, for: studio.again, as: scene.sam).search
        for actor in [scene.sam, scene.olga, scene.stage.administrator] {
            let outcome = await scene.stage.outcome {
                _ = try await home.protect(studio.portrait, reason: "asked", as: actor, with: studio.analyzer)
            }
            #expect(outcome == "role.missing")
        }
        #expect(
            await scene.stage.outcome {
                _ = try await home.protect(
                    studio.portrait, feared: "nobody", reason: "asked", as: scene.cas, with: studio.analyzer)
            } == "account.unknown")
        let person = try await home.protect(
            studio.portrait, feared: "sam", reason: "MARKERWISH: left him in May", as: scene.cas, with: studio.analyzer)
        let stranger = try await scene.stage.search(scene.project, for: studio.stranger, as: scene.sam).search
        let after = try await scene.stage.search(scene.project, as: scene.sam).search
        let found = try await home.probeLikeness(as: scene.olga).resemblances
        #expect(found.map(\.search) == [before, after] && found.allSatisfy { $0.person == person })
        #expect(found[1].similarity > 0.999 && found[0].similarity < 0.999 && found[0].similarity >= 0.55)
        #expect(!found.contains { $0.search == stranger })
        #expect(try home.fearedAccounts(as: scene.olga) == [person: scene.sam.account])

        let listed = try home.protectedPersons(as: scene.cas)
        #expect(listed.map(\.person.ref) == [person] && listed[0].feared == "sam")
        let box = listed[0].person.box
        #expect(try scene.holds(box) && scene.holds(Array("MARKERWISH".utf8)))
        // Another organisation's custodian sees and ends nothing.
        try await home.createOrganisation(named: "other", as: scene.stage.administrator)
        let carl = try await scene.stage.person("carl", [.custodian], in: "other")
        #expect(try home.protectedPersons(as: carl).isEmpty)
        #expect(
            await scene.stage.outcome { try await home.endProtection(of: person, reason: "x", as: carl) }
                == "protection.unknown")
        try await home.endProtection(of: person, reason: "asked", as: scene.cas)
        #expect(try !scene.holds(box))
        #expect(try await home.probeLikeness(as: scene.olga).resemblances.isEmpty)
        #expect(
            await scene.stage.outcome { try await home.endProtection(of: person, reason: "x", as: scene.cas) }
                == "protection.unknown")
        #expect(
            try scene.stage.logged().map(\.type).filter { $0.hasPrefix("protection.") }
                == ["protection.added", "protection.ended"])
    }
}
