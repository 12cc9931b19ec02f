import Foundation
import Testing
import TransparencyLog
import Witness

@Suite("A witness's server")
struct WitnessServerTests {
    let log: SampleLog
    let witness: TemporaryWitness

    init() throws {
        log = try SampleLog()
        witness = try TemporaryWitness()
    }

    @Test("every answer of the specification: status, type and body")
    func answers() async throws {
        let store = try witness.open()
        _ = try await store.add(log.request(0, 50))
        let rewritten = try SampleLog(changed: 20)
        let plain = "text/plain; charset=utf-8"
        let cases: [(String, [UInt8], status: Int, type: String, body: String)] = [
            ("nothing", [], 400, plain, ""),
            ("no request", Array("hello\n".utf8), 400, plain, ""),
            ("half a request", Array(try log.request(50, 60).serialised().dropLast()), 400, plain, ""),
            ("old above new", try log.request(50, 50, replacing: "old 50", with: "old 51"), 400, plain, ""),
            ("a wrong signature", try log.request(50, 60, replacing: "\n60\n", with: "\n61\n"), 403, plain, ""),
            ("by another key", try SampleLog(seed: 2).request(50, 60).serialised(), 403, plain, ""),
            ("unknown", try SampleLog(origin: "other.example").request(0, 5).serialised(), 404, plain, ""),
            ("stale", try log.request(40, 60).serialised(), 409, "text/x.tlog.size", "50\n"),
            ("from nothing", try log.request(0, 60).serialised(), 409, "text/x.tlog.size", "50\n"),
            ("a rollback", try log.request(0, 40).serialised(), 409, "text/x.tlog.size", "50\n"),
            ("a fork", try rewritten.request(50, 60).serialised(), 422, plain, ""),
            ("a fork of its size", try rewritten.request(50, 50).serialised(), 422, plain, ""),
            (
                "a proof too long",
                try log.request(50, 50, replacing: "old 50\n", with: "old 50\n\(MerkleHash.empty)\n"),
                422, plain, ""
            ),
        ]
        try await serving(store) { url in
            for (name, body, status, type, text) in cases {
                let answer = try await HTTPAnswer(to: url + "/add-checkpoint", posting: body)
                #expect(answer.status == status, "\(name)")
                #expect(answer.contentType == type && answer.body == text, "\(name)")
            }
            for (old, new) in [(50, 50), (50, 60), (60, 60), (60, 100)] {
                let answer = try await HTTPAnswer(
                    to: url + "/add-checkpoint", posting: log.request(old, new).serialised())
                #expect(answer.status == 200 && answer.contentType == plain)
                let signature = try #require(answer.body.split(separator: "\n").first)
                #expect(answer.body == signature + "\n")
                try log.signed(new).adding([NoteSignature(parsing: signature.utf8)])
                    .verify(keys: [log.key.verifierKey], witnesses: [store.key], atLeast: 1)
            }
        }
    }

    @Test("other paths are not found, and other methods not allowed")
    func otherRequests() async throws {
        let store = try witness.open()
        _ = try await store.add(log.request(0, 50))
        let hash = SampleLog.hash
        try await serving(store) { url in
            for path in [
                "", "/", "/add-checkpoint/", "/Add-checkpoint", "//add-checkpoint", "/x/add-checkpoint",
                "/sign-subtree",
                "/witness.key", "/public/\(hash)/checkpoint", "/\(hash)", "/\(hash)/", "/\(hash)/checkpoint/",
                "/\(hash.uppercased())/checkpoint", "/\(hash.dropLast())/checkpoint", "/\(hash)0/checkpoint",
                "/\(hash)/checkpoint.new", "/%2e%2e/checkpoint", "/..%2f..%2fx/checkpoint",
                "/\(OriginHash(of: "other.example"))/checkpoint",
            ] {
                #expect(try await HTTPAnswer("GET", url + path).status == 404, "\(path)")
                #expect(try await HTTPAnswer("GET", url + path).body == "")
            }
            for (method, path, allowed) in [
                ("GET", "/add-checkpoint", "POST"), ("PUT", "/add-checkpoint", "POST"),
                ("DELETE", "/add-checkpoint", "POST"), ("HEAD", "/add-checkpoint", "POST"),
                ("POST", "/\(hash)/checkpoint", "GET"), ("DELETE", "/\(hash)/checkpoint", "GET"),
            ] {
                let answer = try await HTTPAnswer(method, url + path)
                #expect(answer.status == 405 && answer.headers["Allow"] as? String == allowed, "\(method) \(path)")
            }
        }
    }

    @Test("monitors get the last checkpoint with its log's signature and the witness's; before there is one, 404")
    func monitoring() async throws {
        let store = try witness.open()
        try await serving(store) { url in
            let path = url + "/\(SampleLog.hash)/checkpoint"
            #expect(try await HTTPAnswer("GET", path).status == 404)
            for (old, new) in [(0, 50), (50, 100)] {
                let cosigned = try await HTTPAnswer(
                    to: url + "/add-checkpoint", posting: log.request(old, new).serialised())
                let answer = try await HTTPAnswer("GET", path)
                #expect(answer.status == 200 && answer.contentType == "text/plain; charset=utf-8")
                let expected = String(decoding: try log.signed(new).serialised(), as: UTF8.self) + cosigned.body
                #expect(answer.body == expected)
            }
        }
    }

    @Test("a request may be as large as the largest note; of one that is larger no more is kept")
    func size() async throws {
        let store = try witness.open()
        let line = String(repeating: "x", count: 999_600)
        let largest = try AddCheckpointRequest(log.proof(0, 5), to: log.signed(5, extensions: [line]))
        try await serving(store) { url in
            #expect(try await HTTPAnswer(to: url + "/add-checkpoint", posting: largest.serialised()).status == 200)
            for (count, status) in [(1_002_880, 400), (1_002_881, 413), (20_000_000, 413)] {
                let answer = try await HTTPAnswer(
                    to: url + "/add-checkpoint", posting: Array(repeating: 0x78, count: count))
                #expect(answer.status == status && answer.body == "")
            }
            #expect(
                try await HTTPAnswer(to: url + "/add-checkpoint", posting: log.request(5, 6).serialised()).status == 200
            )
        }
    }

    @Test("while the kept checkpoint is damaged, 500 and the error's name")
    func damaged() async throws {
        let store = try witness.open()
        try witness.write(Array("nonsense".utf8))
        try await serving(store) { url in
            let asked = try await HTTPAnswer(to: url + "/add-checkpoint", posting: log.request(0, 5).serialised())
            let read = try await HTTPAnswer("GET", url + "/\(SampleLog.hash)/checkpoint")
            for answer in [asked, read] { #expect(answer.status == 500 && answer.body == "log.damaged\n") }
        }
    }

    @Test("of many clients at once whose checkpoints fork, one gets a cosignature")
    func racing() async throws {
        let store = try witness.open()
        _ = try await store.add(log.request(0, 50))
        let requests = try (0..<24).map {
            try SampleLog(size: 60, changed: 55, variant: $0).request(50, 60).serialised()
        }
        try await serving(store) { url in
            let answers = try await withThrowingTaskGroup(of: Int.self) { group in
                for request in requests {
                    group.addTask { try await HTTPAnswer(to: url + "/add-checkpoint", posting: request).status }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(answers.sorted() == [200] + Array(repeating: 409, count: 23))
        }
    }

    @Test("it listens on one address of this machine, and on no other")
    func loopback() async throws {
        try await serving(witness.open()) { url in
            let other = url.replacing("127.0.0.1", with: "127.0.0.2")
            await #expect(throws: (any Error).self) { try await HTTPAnswer("GET", other) }
        }
    }

    @Test("whatever instant it is killed at, a witness remembers all that it cosigned, and refuses a fork")
    func killed() async throws {
        let log = try SampleLog(size: 4000)
        let rewritten = try SampleLog(size: 4000, changed: 0)
        _ = try witness.open()
        try witness.write(Array("\(log.key.verifierKey)\n".utf8), to: "logs.txt")
        var random = SystemRandomNumberGenerator()
        var cosigned = 0
        for _ in 0..<20 {
            let child = try WitnessProcess(witness.path)
            child.kill(after: .milliseconds(Int.random(in: 1...60, using: &random)))
            var tried = cosigned
            while let answer = try? await HTTPAnswer(
                to: child.url + "/add-checkpoint", posting: log.request(tried, tried + 1).serialised())
            {
                if answer.status == 409 {
                    // What the last run kept without being able to say so; now it is said.
                    tried = Int(answer.body.dropLast()) ?? -1
                    #expect([cosigned, cosigned + 1].contains(tried))
                } else {
                    #expect(answer.status == 200)
                    tried += 1
                }
                cosigned = tried
            }
            #expect(child.end() == SIGKILL)
            let store = try witness.open()
            if cosigned == 0, !witness.exists(TemporaryWitness.checkpoint) { continue }
            let kept = try SignedCheckpoint(parsing: witness.read()).checkpoint
            #expect([cosigned, cosigned + 1].contains(kept.size) && kept.head == log.tree.head(kept.size))
            #expect(try await store.add(rewritten.request(kept.size, kept.size + 9)) == .inconsistent)
            #expect(try await store.add(rewritten.request(0, kept.size)) == .conflict(size: kept.size))
        }
        #expect(cosigned > 5)
    }

    @Test("SIGTERM and SIGINT end it in order", arguments: [SIGTERM, SIGINT])
    func ended(signal: Int32) async throws {
        _ = try witness.open()
        try witness.write(Array("\(log.key.verifierKey)\n".utf8), to: "logs.txt")
        let child = try WitnessProcess(witness.path)
        #expect(
            try await HTTPAnswer(to: child.url + "/add-checkpoint", posting: log.request(0, 5).serialised()).status
                == 200)
        child.send(signal)
        #expect(child.end() == 0)
        #expect(try await witness.open().add(log.request(0, 5)) == .conflict(size: 5))
    }
}
