import Foundation
import Testing

@Suite("Requests of people about themselves, by commands")
struct RequestCommandTests {
    private let archive = SyntheticArchive.shared

    /// A home with a custodian, in which everything but one photo of somebody is enrolled.
    private func work() throws -> (work: Workspace, photo: String, theirs: Set<String>) {
        let person = try #require(archive.portraits.first { $0.paths.count > 2 })
        let photo = person.paths[0]
        let theirs = Set(archive.faces.filter { $0.person == person.person && $0.path != photo }.map(\.path))
        let work = try Workspace()
        try work.makePeople(profile: "archive", [("cas", ["custodian"]), ("sam", ["searcher"])])
        try work.makeCustody(
            by: "cas", photos: archive.photos.filter { $0 != photo }.map { archive.url($0).path })
        return (work, archive.url(photo).path, theirs)
    }

    private func request(_ work: Workspace, _ words: String..., exits code: Int32 = 0) throws -> [String: Any] {
        let outcome = try work.likeness(as: "cas", ["request"] + words + ["--json"], exits: code)
        return code == 0 ? try outcome.json() : [:]
    }

    private func opened(_ work: Workspace, _ kind: String) throws -> String {
        let made = try request(work, "receive", kind, "--reference", "DSR-1 <b>Quay & Co</b>")
        let id = try #require(made["id"] as? String)
        _ = try request(work, "identify", id, "--means", "in-person-document")
        return id
    }

    /// Says of each found face whose it is, as the archive's truth has it.
    private func judge(_ work: Workspace, _ id: String, _ found: [String: Any], _ theirs: Set<String>) throws -> Int {
        let paths = Dictionary(
            uniqueKeysWithValues: try work.photos(in: "custody", as: "cas").map { ($0.id, $0.path) })
        let faces = try #require(found["found"] as? [[String: Any]])
        let own = try faces.filter { face in
            let photo = try #require(face["photo"] as? Int)
            let path = try #require(paths[photo])
            return (face["similarity"] as? Double ?? 0) > 0.5 && theirs.contains { path.hasSuffix($0) }
        }.compactMap { $0["number"] as? Int }
        try #require(!own.isEmpty)
        try work.likeness(
            as: "cas", ["request", "confirm", id, "--is"] + own.map(String.init) + ["--others-not"])
        return own.count
    }

    /// Whether the program takes a proof, and its entry's type.
    private func verify(_ work: Workspace, _ proof: [String: Any], _ key: String) throws {
        let (receipt, type) = (try #require(proof["receipt"] as? String), try #require(proof["type"] as? String))
        try work.write(Array(receipt.utf8), to: "proof")
        let outcome = try work.likeness("ledger", "verify-receipt", "proof", "--key", key)
        #expect(outcome.output.contains(type))
    }

    @Test("access: a letter without captions, paths or names, whose proof the program takes")
    func access() throws {
        let (work, photo, theirs) = try work()
        let id = try opened(work, "access")
        let found = try request(work, "search", id, photo, "--html", work.path("found.html"))
        let count = try judge(work, id, found, theirs)
        let draft = try request(work, "answer", id, "--dry-run", "--html", work.path("draft.html"))
        #expect(draft["draft"] as? Bool == true)
        #expect(try work.text("draft.html").contains("A draft"))
        let papers = try request(work, "answer", id, "--pictures", "--html", work.path("letter.html"))
        let answer = try #require(papers["answer"] as? [String: Any])
        #expect((answer["photos"] as? [Any])?.count == count)
        let (proofs, key) = (papers["proofs"] as? [[String: Any]], try #require(papers["logKey"] as? String))
        for proof in try #require(proofs) { try verify(work, proof, key) }
        #expect(proofs?.count == 1)
        let letter = try work.text("letter.html")
        #expect(letter.contains("DSR-1 &lt;b&gt;Quay &amp; Co&lt;/b&gt;") && !letter.contains("<b>Quay"))
        #expect(letter.contains("data:image/jpeg"))
        // Whatever the photos' files and captions say stays here: they may name others.
        for photo in try work.photos(in: "custody", as: "cas") {
            #expect(!letter.contains(URL(filePath: photo.path).lastPathComponent))
            if let caption = photo.caption { #expect(!letter.contains(caption)) }
        }
        // Afterwards it is had again, without pictures: they are gone.
        _ = try request(work, "show", id, "--html", work.path("again.html"))
        #expect(try !work.text("again.html").contains("data:image/jpeg"))
        #expect(try work.askRecords("SELECT count(*) FROM request_probe") == 0)
        #expect(try work.askRecords("SELECT count(*) FROM request_found") == 0)
        #expect(try work.run(as: "sam", ["request", "list"]).exitCode == 3)
    }

    @Test("erasure: the certificate's proofs are taken, and a later search finds nobody")
    func erasure() throws {
        let (work, photo, theirs) = try work()
        let id = try opened(work, "erasure")
        let count = try judge(work, id, request(work, "search", id, photo), theirs)
        let papers = try request(work, "answer", id, "--html", work.path("certificate.html"))
        let proofs = try #require(papers["proofs"] as? [[String: Any]])
        #expect(proofs.compactMap { $0["type"] as? String } == ["erasure.completed", "request.answered"])
        let key = try #require(papers["logKey"] as? String)
        for proof in proofs { try verify(work, proof, key) }
        let answer = papers["answer"] as? [String: Any]
        let erased = try #require(answer?["erased"] as? [[String: Any]])
        #expect((erased.first?["faces"] as? Int ?? 0) >= count)
        #expect(try work.text("certificate.html").contains("Certificate of erasure"))
        let again = try opened(work, "access")
        let found = try request(work, "search", again, photo)
        let left = try #require(found["found"] as? [[String: Any]])
        #expect(left.allSatisfy { ($0["similarity"] as? Double ?? 1) < 0.6 })
        try work.likeness(as: "cas", ["ledger", "verify"])
    }

    @Test("an erasure that is killed on request is finished by answering once more, and told as a whole")
    func killedErasure() throws {
        let (work, photo, theirs) = try work()
        let id = try opened(work, "erasure")
        let count = try judge(work, id, request(work, "search", id, photo), theirs)
        let copy = try Workspace()
        var cut = 0
        // It takes some tries to hit the moment on a machine that is busy with other things.
        for _ in 0..<60 where cut < 3 {
            try work.copyHome(to: copy)
            try? FileManager.default.removeItem(atPath: copy.path("session.cas"))
            try FileManager.default.copyItem(atPath: work.path("session.cas"), toPath: copy.path("session.cas"))
            copy.program.environment["LIKENESS_SESSION"] = copy.path("session.cas")
            let run = try copy.program.start(["request", "answer", id])
            // Between the beginning of the erasure and the answer.
            while run.process.isRunning,
                try copy.askRecords("SELECT count(*) FROM subject_request WHERE erasure IS NOT NULL") == 0
            {
                usleep(200)
            }
            run.kill()
            _ = run.finish()
            if try copy.askRecords(
                "SELECT count(*) FROM subject_request WHERE decision IS NULL AND erasure IS NOT NULL") == 1
            {
                cut += 1
                // It cannot be refused any more.
                let refused = try copy.run(
                    as: "cas", ["request", "refuse", id, "--reason", "Nobody could show who they are."])
                #expect(refused.errors.contains("[request.ended]"))
                let papers = try copy.likeness(as: "cas", ["request", "answer", id, "--json"]).json()
                let erased = (papers["answer"] as? [String: Any])?["erased"] as? [[String: Any]]
                #expect((erased?.first?["faces"] as? Int ?? 0) >= count)
                #expect((papers["proofs"] as? [Any])?.count == 2)
            }
        }
        #expect(cut > 0)
    }

    @Test("kill -9 during a request's search: what was not completed is not kept, and was not shown")
    func killedSearch() throws {
        let (work, photo, _) = try work()
        let clock = ContinuousClock()
        let first = try opened(work, "access")
        let usual = try clock.measure { _ = try request(work, "search", first, photo) }
        let length = Double(usual.components.seconds) + Double(usual.components.attoseconds) / 1e18
        var program = work.program
        program.environment["LIKENESS_SESSION"] = work.path("session.cas")
        var cut = 0
        // The first search may have been slow, so that an instant of it is after the end of others.
        for _ in 0..<60 where cut < 8 {
            let id = try opened(work, "access")
            let run = try program.start(["request", "search", id, photo, "--json"])
            usleep(UInt32(Double.random(in: 0...length * 1.1) * 1_000_000))
            run.kill()
            let outcome = run.finish()
            let of = "WHERE request = '\(id)'"
            let completed = try work.askRecords("SELECT count(*) FROM request_search \(of) AND completed IS NOT NULL")
            let kept = try work.askRecords(
                "SELECT (SELECT count(*) FROM request_found \(of)) + (SELECT count(*) FROM request_probe JOIN request_search ON id = search \(of))"
            )
            if completed == 0 {
                cut += 1
                #expect(kept == 0 && outcome.output.isEmpty)
                #expect(try request(work, "search", id, photo)["found"] != nil)
            }
            if !outcome.output.isEmpty {
                let types = try work.likeness("ledger", "show", "--id", id, "--json").output
                #expect(types.contains("request.search-completed"))
            }
        }
        #expect(cut > 0)
    }

    @Test("the public page names collections and nobody else, says few photos as few, and can be translated")
    func publicPage() throws {
        let (work, _, _) = try work()
        try work.likeness(
            as: "cas",
            [
                "collection", "create", "<script>alert(1)</script>", "--controller", "C & D", "--lawful-basis", "b",
                "--source", "s", "--retention", "10",
            ])
        try work.likeness("public-page", "page.html")
        let page = try work.text("page.html")
        for expected in ["custody", "A. Nobody", "C &amp; D", "&lt;script&gt;", "30 days", "likeness/"] {
            #expect(page.contains(expected), "\(expected)")
        }
        for unwanted in ["<script", "src=", "href=", "http://", "url("] {
            #expect(!page.contains(unwanted), "\(unwanted)")
        }
        let standard = try work.likeness("public-page", "--standard-texts").output
        try work.write(Array(standard.utf8), to: "own.txt")
        try work.likeness("public-page", "same.html", "--texts", "own.txt")
        #expect(try work.text("same.html") == page)
        try work.write(
            Array("language: de\ncontact: Schreiben Sie an <Archiv>\nleave-out: custody\n".utf8), to: "de.txt")
        try work.likeness("public-page", "de.html", "--texts", "de.txt")
        let german = try work.text("de.html")
        #expect(german.contains("<html lang=\"de\">") && german.contains("an &lt;Archiv&gt;"))
        #expect(!german.contains("A. Nobody") && german.contains("One more collection is not listed"))
        for wrong in [
            "nonsense", "unknown: x", "contact: a\ncontact: b", " begins: so", "language: de\"><b>",
            "contact: " + String(repeating: "x", count: 2001), "Contact: x",
        ] {
            try work.write(Array(wrong.utf8), to: "wrong.txt")
            let outcome = try work.likeness("public-page", "none.html", "--texts", "wrong.txt", exits: 2)
            #expect(outcome.errors.contains("[public-page.texts]"), "\(wrong)")
        }
        try work.write([0x63, 0xFF], to: "wrong.txt")
        try work.likeness("public-page", "none.html", "--texts", "wrong.txt", exits: 2)
    }
}

extension Workspace {
    fileprivate func text(_ name: String) throws -> String { try String(contentsOfFile: path(name), encoding: .utf8) }
}
