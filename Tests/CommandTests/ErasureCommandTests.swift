import Crypto
import Foundation
import Testing

@Suite("Erasure leaves no byte, and what was erased does not come back")
struct ErasureCommandTests {
    private let archive = SyntheticArchive.shared

    /// A home whose album has every photo of the archive, one of them under a name, caption and credit of its own.
    private func work(marking photo: String) throws -> Workspace {
        let work = try Workspace()
        try work.makeHome()
        for other in archive.photos where other != photo {
            try work.write(Array(Data(contentsOf: archive.url(other))), to: "archive/" + other)
        }
        let marked = "archive/MARKERPATH/MARKERNAME." + archive.url(photo).pathExtension
        try work.write(Array(Data(contentsOf: archive.url(photo))), to: marked)
        try work.write(
            Array("path,caption,credit\n\(marked),MARKERCAPTION of somebody,MARKERCREDIT\n".utf8), to: "table.csv")
        try work.likeness("index", "archive", "--collection", "album", "--metadata", "table.csv")
        return work
    }

    private func marked(_ work: Workspace) throws -> Workspace.ListedPhoto {
        try #require(try work.photos().first { $0.path.contains("MARKERPATH") })
    }

    /// What must not be found of a face, or of a photo: its template's floats, four at a time, as they are or coded in bytes.
    private func traces(ofTemplate bytes: [UInt8]) -> [Workspace.Trace] {
        let floats = stride(from: 0, to: bytes.count, by: 4).map { start in
            Float(bitPattern: (0..<4).reduce(0) { $0 | UInt32(bytes[start + $1]) << (8 * $1) })
        }
        let scale = (floats.map(abs).max() ?? 1) / 127
        let codes = floats.map { UInt8(bitPattern: Int8(($0 / scale).rounded())) }
        return stride(from: 0, to: bytes.count, by: 16).map { Workspace.Trace("template \($0)", bytes[$0..<$0 + 16]) }
            + stride(from: 0, to: codes.count, by: 16).map { Workspace.Trace("codes \($0)", codes[$0..<$0 + 16]) }
    }

    private func traces(ofContent photo: String) throws -> [Workspace.Trace] {
        let hash = Array(SHA256.hash(data: try Data(contentsOf: archive.url(photo))))
        return [
            Workspace.Trace("content hash", hash),
            Workspace.Trace("content hash in digits", Array(hash.map { String(format: "%02x", $0) }.joined().utf8)),
        ]
    }

    /// Searches, and keeps the receipt outside of the home.
    private func search(_ work: Workspace, _ probe: URL, receipt name: String) throws -> [String: Any] {
        let found = try work.likeness("search", probe.path, "--threshold", "0.2", "--json").json()
        let proof = try #require((found["receipt"] as? [String: Any])?["proof"] as? String)
        try work.write(Array(proof.utf8), to: name)
        return found
    }

    private func photos(of found: [String: Any]) -> [Int] {
        (found["candidates"] as? [[String: Any]] ?? []).compactMap { ($0["photo"] as? [String: Any])?["id"] as? Int }
    }

    @Test("a photo: no caption, credit, path, template, hash or landmark of it is left; receipts stay valid")
    func photo() throws {
        let (_, shots) = try #require(archive.portraits.first { $0.paths.count > 1 })
        let work = try work(marking: shots[0])
        let photo = try marked(work)
        let face = try #require(photo.faces.first)
        // A probe of the same content, one of the same person, one of somebody else.
        let stranger = try #require(archive.portraits.last?.paths.first)
        #expect(photos(of: try search(work, archive.url(shots[0]), receipt: "receipt.0")).contains(photo.id))
        #expect(photos(of: try search(work, archive.url(shots[1]), receipt: "receipt.1")).contains(photo.id))
        _ = try search(work, archive.url(stranger), receipt: "receipt.2")
        try work.write(Array(try work.likeness("ledger", "key", "show").output.utf8), to: "key")

        let landmarks = try work.landmarks(of: face)
        let traces =
            [Workspace.Trace("MARKER"), Workspace.Trace("landmarks", landmarks)]
            + (try self.traces(ofTemplate: work.template(of: face))) + (try self.traces(ofContent: shots[0]))
        let before = try work.filesHolding(traces)
        for name in ["MARKER", "landmarks", "template 0", "content hash", "content hash in digits"] {
            #expect(before.contains { $0.hasSuffix("holds " + name) }, "\(name) is not looked for where it is")
        }
        #expect(try work.askRecords("SELECT count(*) FROM event WHERE type LIKE 'search.%' AND key IS NOT NULL") == 6)

        let would = try work.likeness("erase", "photo", "\(photo.id)", "--reason", "a test", "--dry-run", "--json")
            .json()
        #expect(would["dryRun"] as? Bool == true)
        #expect(try work.filesHolding(traces) == before)
        let done = try work.likeness("erase", "photo", "\(photo.id)", "--reason", "a test", "--json").json()
        #expect(NSArray(array: done["erased"] as? [Any] ?? []) == NSArray(array: would["erased"] as? [Any] ?? []))
        let part = try #require((done["erased"] as? [[String: Any]])?.first)
        #expect(part["photos"] as? Int == 1 && part["faces"] as? Int == 1 && part["files"] as? Int == 1)
        #expect(part["openings"] as? Int == 6)

        #expect(try work.filesHolding(traces) == [])
        #expect(try work.askRecords("SELECT count(*) FROM event WHERE type LIKE 'search.%' AND key IS NOT NULL") == 0)
        for receipt in 0..<3 { try work.likeness("ledger", "verify-receipt", "receipt.\(receipt)", "--key", "key") }
        try work.likeness("ledger", "verify")
        #expect(try work.loggedTypes().last == "erasure.completed")

        let again = try work.likeness(
            "index", "archive", "--collection", "album", "--metadata", "table.csv", "--json"
        ).json()
        #expect((again["suppressed"] as? [String: Any])?["photos"] as? Int == 1)
        #expect(again["enrolledPhotos"] as? Int == 0)
        #expect(try work.filesHolding(traces) == [])
        #expect(!photos(of: try search(work, archive.url(shots[1]), receipt: "receipt.3")).contains(photo.id))
        // Under another name, and in another collection of the same people.
        try FileManager.default.moveItem(
            atPath: work.path("archive/MARKERPATH"), toPath: work.path("archive/elsewhere"))
        try work.likeness(
            "collection", "create", "second", "--controller", "a", "--lawful-basis", "b", "--source", "c",
            "--retention", "9")
        let second = try work.likeness("index", "archive/elsewhere", "--collection", "second", "--json").json()
        #expect((second["suppressed"] as? [String: Any])?["photos"] as? Int == 1)
        #expect(second["enrolledPhotos"] as? Int == 0)
        #expect(try work.filesHolding(traces) == [])
        try work.likeness("doctor")
    }

    @Test("a face: its template and the caption go, the others stay; the photo goes with its last face")
    func face() throws {
        let shown = Dictionary(grouping: archive.faces, by: \.path)
        let group = try #require(shown.filter { $0.value.count >= 2 }.min { $0.key < $1.key }?.key)
        let work = try work(marking: group)
        let photo = try marked(work)
        try #require(photo.faces.count >= 2)
        let before = try work.counts()
        let gone = photo.faces[0]
        let traces =
            [Workspace.Trace("MARKERCAPTION"), Workspace.Trace("MARKERCREDIT")]
            + [Workspace.Trace("landmarks", try work.landmarks(of: gone))]
            + (try self.traces(ofTemplate: work.template(of: gone)))
        let kept = try self.traces(ofTemplate: work.template(of: photo.faces[1]))[0]
        #expect(try work.filesHolding(traces).contains { $0.hasSuffix("template 0") })
        try work.likeness("erase", "face", "\(gone)", "--reason", "a test")
        #expect(try work.filesHolding(traces) == [])
        #expect(try work.filesHolding([kept]).count == 1)
        #expect(try marked(work).faces == Array(photo.faces.dropFirst()))
        #expect(try marked(work).caption == nil)
        let after = try work.counts()
        #expect(after.photos == before.photos && after.faces == before.faces - 1)

        // The catalogue still names them.
        try work.likeness("index", "archive", "--collection", "album", "--metadata", "table.csv")
        #expect(try work.filesHolding(traces) == [])
        #expect(try marked(work).faces.count == photo.faces.count - 1)
        // The same photo in another collection is looked at anew.
        try work.likeness(
            "collection", "create", "second", "--controller", "a", "--lawful-basis", "b", "--source", "c",
            "--retention", "9")
        let second = try work.likeness(
            "index", "archive/MARKERPATH", "--collection", "second", "--metadata", "table.csv", "--json"
        ).json()
        #expect((second["suppressed"] as? [String: Any])?["faces"] as? Int == 1)
        #expect(second["enrolledFaces"] as? Int == photo.faces.count - 1)
        #expect(try work.filesHolding(traces) == [])
        let copy = try #require(try work.photos(in: "second").first)

        let report = try work.likeness(
            ["erase", "face"] + copy.faces.map(String.init) + ["--reason", "a test", "--json"]
        ).json()
        #expect((report["erased"] as? [[String: Any]])?.first?["photos"] as? Int == 1)
        #expect((report["copies"] as? [[String: Any]])?.map { $0["photo"] as? Int } == [photo.id])
        #expect(try work.photos(in: "second").isEmpty)
        try work.likeness("erase", "photo", "\(photo.id)", "--reason", "a test")
        #expect(try work.filesHolding([Workspace.Trace("MARKER")]) == [])
        try work.likeness("doctor")
    }

    @Test("a gallery that was put back from a backup loses what was erased since, with the next retention run")
    func restoredGallery() throws {
        let (_, shots) = try #require(archive.portraits.first { $0.paths.count > 1 })
        let work = try work(marking: shots[0])
        let photo = try marked(work)
        let traces = try traces(ofTemplate: work.template(of: photo.faces[0]))
        let (gallery, backup) = (work.home.appending(path: "gallery"), work.folder.appending(path: "backup"))
        try FileManager.default.copyItem(at: gallery, to: backup)
        try work.likeness("erase", "photo", "\(photo.id)", "--reason", "a test")
        try FileManager.default.removeItem(at: gallery)
        try FileManager.default.moveItem(at: backup, to: gallery)
        #expect(try !work.filesHolding(traces).isEmpty)
        // A face that nobody has on record is not shown.
        #expect(try work.run("search", archive.url(shots[0]).path).errors.contains("[home.inconsistent]"))
        try work.likeness("retention", "run")
        #expect(try work.filesHolding(traces) == [])
        _ = try search(work, archive.url(shots[0]), receipt: "receipt")
    }

    @Test(
        "only a custodian of the collection's own organisation erases, with a reason, what there is; else nothing changes"
    )
    func refusals() throws {
        let work = try Workspace()
        try work.makePeople(
            profile: "archive", [("sam", ["searcher"]), ("cas", ["custodian"]), ("ova", ["overseer"])])
        try work.makeCustody(by: "cas", photos: [try archive.portrait().path])
        try work.likeness(as: "ada", ["organisation", "create", "other"])
        try work.makeAccount("max", ["custodian"], in: "other")
        let photo = try #require(try work.photos(in: "custody", as: "cas").first)
        for (name, words, code) in [
            ("sam", ["photo", "\(photo.id)", "--reason", "r"], "role.missing"),
            ("ova", ["photo", "\(photo.id)", "--reason", "r"], "role.missing"),
            ("ada", ["face", "\(photo.faces[0])", "--reason", "r"], "role.missing"),
            ("nobody", ["photo", "\(photo.id)", "--reason", "r"], "login.needed"),
            ("max", ["photo", "\(photo.id)", "--reason", "r"], "collection.other-organisation"),
            ("max", ["face", "\(photo.faces[0])", "--reason", "r"], "collection.other-organisation"),
            ("cas", ["photo", "\(photo.id)", "404", "--reason", "r"], "records.unknown-photo"),
            ("cas", ["face", "404", "--reason", "r"], "records.unknown-face"),
            ("cas", ["photo", "\(photo.id)", "--reason", " "], "reason.missing"),
        ] {
            #expect(try work.run(as: name, ["erase"] + words).errors.contains("[\(code)]"), "\(name) \(words)")
            if code != "reason.missing" {
                #expect(try work.run(as: name, ["erase"] + words + ["--dry-run"]).errors.contains("[\(code)]"))
            }
        }
        for name in ["sam", "ova", "max"] {
            #expect(try work.run(as: name, ["collection", "photos", "custody"]).exitCode == 3)
        }
        #expect(try work.photos(in: "custody", as: "cas").count == 1)
        #expect(try !work.loggedTypes().contains("erasure.completed"))
        // A closed collection is erased from all the same.
        try work.likeness(as: "cas", ["collection", "close", "custody"])
        try work.likeness(as: "cas", ["erase", "photo", "\(photo.id)", "--reason", "asked by letter"])
        #expect(try work.photos(in: "custody", as: "cas").isEmpty)
    }
}

extension Workspace {
    /// The landmarks of a face as they lie in the records.
    fileprivate func landmarks(of face: UInt64) throws -> [UInt8] {
        try askRecordsForBytes("SELECT landmarks FROM face WHERE id = \(face)")
    }
}
