import Foundation
import Hummingbird
import Synchronization
import Testing
import TransparencyLog
import Witness

@Suite("A log that asks its witnesses")
struct WitnessClientTests {
    let log: SampleLog
    let liar: SigningKey

    init() throws {
        log = try SampleLog()
        liar = try SigningKey(name: "liar.example", kind: .cosignature)
    }

    /// What a client was told, and what it asked proofs from.
    final class Record: Sendable {
        let outcomes = Mutex<[String: [WitnessOutcome]]>([:])
        let asked = Mutex<[Int]>([])

        func client(_ witnesses: [WitnessAddress], timeout: Duration = .seconds(20)) -> WitnessClient {
            WitnessClient(witnesses, timeout: timeout) { witness, outcome in
                self.outcomes.withLock { $0[witness.key.name, default: []].append(outcome) }
            }
        }

        func ask(_ client: WitnessClient, _ log: SampleLog, _ size: Int) async throws -> [NoteSignature] {
            await client.cosignatures(on: try log.signed(size)) { old in
                self.asked.withLock { $0.append(old) }
                return try log.proof(old, size)
            }
        }

        /// What was noted since the last time.
        func taken() -> (outcomes: [String: [WitnessOutcome]], asked: [Int]) {
            (outcomes.withLock { exchange(&$0, for: [:]) }, asked.withLock { exchange(&$0, for: []) })
        }

        private func exchange<Value>(_ value: inout Value, for new: Value) -> Value {
            defer { value = new }
            return value
        }
    }

    @Test(
        "gets a cosignature for every checkpoint, and remembers what the witness has; when it does not, asks once more")
    func remembers() async throws {
        let witness = try TemporaryWitness()
        let store = try witness.open()
        try await serving(store) { url in
            let address = try WitnessAddress(key: store.key, url: url + "/")
            let record = Record()
            let client = record.client([address])
            for (size, asked) in [(10, [0]), (11, [10]), (11, [11]), (64, [11])] {
                let signatures = try await record.ask(client, log, size)
                try log.signed(size).adding(signatures)
                    .verify(keys: [log.key.verifierKey], witnesses: [store.key], atLeast: 1)
                #expect(record.taken() == ([store.key.name: [.cosigned]], asked))
            }
            #expect(try await record.ask(record.client([address]), log, 100).count == 1)
            #expect(record.taken() == ([store.key.name: [.cosigned]], [0, 64]))
            // Somebody else told the witness of a larger one than this client knows.
            #expect(try await record.ask(client, SampleLog(size: 200), 200).count == 1)
            #expect(record.taken().asked == [64, 100])
        }
    }

    @Test("a log that was set back or rewritten gets no cosignature, and is told why")
    func forked() async throws {
        let store = try TemporaryWitness().open()
        try await serving(store) { url in
            let address = try WitnessAddress(key: store.key, url: url)
            let record = Record()
            let client = record.client([address])
            _ = try await record.ask(client, log, 60)
            _ = record.taken()
            let rewritten = try SampleLog(changed: 20)
            for client in [client, record.client([address])] {
                #expect(try await record.ask(client, log, 50) == [])
                #expect(record.taken().outcomes == [store.key.name: [.ahead(size: 60)]])
                #expect(try await record.ask(client, rewritten, 100) == [])
                #expect(record.taken().outcomes == [store.key.name: [.refused(.inconsistent)]])
                #expect(try await record.ask(client, rewritten, 60) == [])
                #expect(record.taken().outcomes == [store.key.name: [.refused(.inconsistent)]])
            }
        }
    }

    @Test("a log that a witness does not know, or knows by another key, is told so")
    func unknown() async throws {
        let store = try TemporaryWitness().open()
        try await serving(store) { url in
            let address = try WitnessAddress(key: store.key, url: url)
            let record = Record()
            #expect(try await record.ask(record.client([address]), SampleLog(origin: "other.example"), 5) == [])
            #expect(record.taken().outcomes == [store.key.name: [.refused(.unknownOrigin)]])
            #expect(try await record.ask(record.client([address]), SampleLog(seed: 2), 5) == [])
            #expect(record.taken().outcomes == [store.key.name: [.refused(.notSigned)]])
        }
    }

    @Test("of three witnesses one is away: the other two are enough for who asks for two, and the third is named")
    func twoOfThree() async throws {
        let stores = try (1...2).map { try TemporaryWitness().open(name: "witness.example/\($0)") }
        let third = try SigningKey(name: "witness.example/3", kind: .cosignature).verifierKey
        let away = try RawServer(saying: nil)
        defer { withExtendedLifetime(away) {} }
        try await serving(stores[0]) { one in
            try await serving(stores[1]) { two in
                let addresses = [
                    try WitnessAddress(key: third, url: "http://127.0.0.1:\(away.port)"),
                    try WitnessAddress(key: stores[0].key, url: one), try WitnessAddress(key: stores[1].key, url: two),
                ]
                let record = Record()
                let client = record.client(addresses)
                for size in [5, 50] {
                    let signatures = try await record.ask(client, log, size)
                    #expect(signatures.map(\.name) == ["witness.example/1", "witness.example/2"])
                    try log.signed(size).adding(signatures)
                        .verify(keys: [log.key.verifierKey], witnesses: addresses.map(\.key), atLeast: 2)
                    let outcomes = record.taken().outcomes
                    #expect(outcomes["witness.example/3"] == [.away("nobody listens there")])
                    #expect(
                        outcomes["witness.example/1"] == [.cosigned] && outcomes["witness.example/2"] == [.cosigned])
                }
            }
        }
    }

    /// Asks a witness whose answers are these, beside one that is in order.
    func outcome(
        timeout: Duration = .seconds(20), _ answer: @escaping @Sendable (Request) async throws -> Response
    ) async throws -> WitnessOutcome? {
        let store = try TemporaryWitness().open()
        let record = Record()
        return try await serving(store) { good in
            try await answering(answer) { bad in
                let client = record.client(
                    [
                        try WitnessAddress(key: liar.verifierKey, url: bad + "/prefix"),
                        try WitnessAddress(key: store.key, url: good),
                    ], timeout: timeout)
                let signatures = try await record.ask(client, log, 50)
                #expect(signatures.map(\.name) == [store.key.name])
                let outcomes = record.taken().outcomes
                #expect(outcomes[store.key.name] == [.cosigned])
                #expect(outcomes[liar.verifierKey.name]?.count == 1)
                return outcomes[liar.verifierKey.name]?.first
            }
        }
    }

    static func text(_ status: HTTPResponse.Status, _ body: String) -> Response {
        Response(status: status, body: ResponseBody(byteBuffer: ByteBuffer(string: body)))
    }

    @Test(
        "what is no witness's answer is not taken for one, and the log goes on",
        arguments: [
            (200, "", .malformed), (200, "hello\n", .malformed), (200, "— liar.example AAAA\n", .malformed),
            (200, "CUT", .malformed), (200, "OTHER", .signatureWrong), (200, "OTHERGOOD", .signatureWrong),
            (200, "STRANGER", .signatureWrong), (200, "TIMELESS", .signatureWrong), (201, "GOOD", .malformed),
            (204, "", .malformed), (300, "GOOD", .malformed), (401, "", .malformed), (409, "", .malformed),
            (409, "five\n", .malformed), (500, "GOOD", .malformed), (503, "", .malformed),
        ] as [(Int, String, LogError.Code)])
    func garbage(status: Int, body: String, code: LogError.Code) async throws {
        let checkpoint = try log.signed(50).checkpoint
        let lines = [
            "GOOD": try liar.cosign(checkpoint, at: 9).line,
            "CUT": String(try liar.cosign(checkpoint, at: 9).line.dropLast()),
            "OTHER": try liar.cosign(log.signed(49).checkpoint, at: 9).line,
            "STRANGER": try SigningKey(name: "x", kind: .cosignature).cosign(checkpoint, at: 9).line,
            "TIMELESS": try liar.cosign(checkpoint, at: 0).line,
        ]
        let body = lines.reduce(body) { $0.replacing($1.key, with: $1.value) }
        #expect(try await outcome { _ in Self.text(.init(code: status), body) } == .wrong(LogError(code, "")))
    }

    @Test("a cosignature that is good is taken, whatever stands beside it by others")
    func good() async throws {
        let checkpoint = try log.signed(50).checkpoint
        let stranger = try SigningKey(name: "x", kind: .cosignature).cosign(checkpoint, at: 9).line
        let good = try liar.cosign(checkpoint, at: 9)
        try await answering({ request in
            #expect(request.method == .post && request.uri.path == "/a/b/add-checkpoint")
            #expect(request.headers[.cookie] == nil && request.headers[.authorization] == nil)
            var answer = Self.text(.ok, stranger + good.line)
            answer.headers[.setCookie] = "a=b"
            return answer
        }) { url in
            let record = Record()
            let client = record.client([try WitnessAddress(key: liar.verifierKey, url: url + "/a/b")])
            for _ in 1...2 { #expect(try await record.ask(client, log, 50) == [good]) }
        }
    }

    @Test("a redirect is not followed")
    func redirected() async throws {
        let store = try TemporaryWitness().open()
        try await serving(store) { good in
            for status in [301, 302, 303, 307, 308] {
                let outcome = try await outcome { _ in
                    Response(status: .init(code: status), headers: [.location: good + "/add-checkpoint"])
                }
                #expect(outcome == .wrong(LogError(.malformed, "")))
            }
            #expect(try await HTTPAnswer("GET", good + "/\(SampleLog.hash)/checkpoint").status == 404)
        }
    }

    @Test("an answer that is too large, or never ends, is cut off")
    func oversized() async throws {
        let good = try liar.cosign(log.signed(50).checkpoint, at: 9).line
        let large = good + String(repeating: "— x AAAAAAAA\n", count: 100_000)
        #expect(try await outcome { _ in Self.text(.ok, large) } == .wrong(LogError(.malformed, "")))
        let endless = try await outcome { _ in
            Response(
                status: .ok,
                body: ResponseBody { writer in
                    while true { try await writer.write(ByteBuffer(string: good)) }
                })
        }
        #expect(endless == .wrong(LogError(.malformed, "")))
    }

    @Test("who does not answer in time, or in drops, is given up")
    func slow() async throws {
        let silent = try await outcome(timeout: .seconds(6)) { _ in
            try await Task.sleep(for: .seconds(600))
            return Self.text(.ok, "")
        }
        #expect(silent == .tooSlow)
        let dripping = try await outcome(timeout: .seconds(6)) { _ in
            Response(
                status: .ok,
                body: ResponseBody { writer in
                    while true {
                        try await writer.write(ByteBuffer(string: "— x"))
                        try await Task.sleep(for: .milliseconds(50))
                    }
                })
        }
        #expect(dripping == .tooSlow)
    }

    @Test("a witness that names another size each time is asked twice and no more")
    func restless() async throws {
        let count = Mutex(0)
        let outcome = try await outcome { _ in
            let number = count.withLock {
                $0 += 1
                return $0
            }
            return Self.text(.conflict, "\(number)\n")
        }
        #expect(outcome == .refused(.conflict(size: 2)))
        #expect(count.withLock { $0 } == 2)
        let stubborn = try await self.outcome { _ in Self.text(.conflict, "0\n") }
        #expect(stubborn == .refused(.conflict(size: 0)))
    }

    @Test(
        "what hardly speaks HTTP, or stops halfway, does no harm",
        arguments: [
            ("", "away: "), ("\0\u{1}\u{2}", "away: "), ("220 mail.example ESMTP\r\n", "away: "),
            ("HTTP/1.1 200", "away: "), ("HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n— liar", "away: "),
            ("HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n", "away: "),
            ("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n", "away: "),
            ("HTTP/1.1 101 Switching\r\nUpgrade: h2c\r\n\r\n", "answered wrongly: "),
            ("HTTP/1.1 407 Proxy\r\nProxy-Authenticate: Basic realm=x\r\n\r\n", "answered wrongly: "),
            ("HTTP/1.1 401 No\r\nWWW-Authenticate: Digest realm=x\r\n\r\n", "answered wrongly: "),
            // This one ends a process that asks by URLSession.
            ("HTTP/1.1 302 Found\r\nLocation: //a%20b/x\r\nContent-Length: 0\r\n\r\n", "answered wrongly: "),
        ])
    func raw(words: String, beginning: String) async throws {
        let server = try RawServer(saying: words)
        let record = Record()
        let address = try WitnessAddress(key: liar.verifierKey, url: "http://127.0.0.1:\(server.port)")
        #expect(try await record.ask(record.client([address]), log, 50) == [])
        let outcomes = record.taken().outcomes["liar.example"] ?? []
        #expect(outcomes.count == 1)
        #expect(outcomes.first?.description.hasPrefix(beginning) == true, "\(outcomes)")
        withExtendedLifetime(server) {}
    }

    @Test("a log that cannot make its proof says so, and asks nobody")
    func unproven() async throws {
        let store = try TemporaryWitness().open()
        try await serving(store) { url in
            let record = Record()
            let client = record.client([try WitnessAddress(key: store.key, url: url)])
            let none = await client.cosignatures(on: try log.signed(50)) { _ in throw LogError(.damaged, "a tile") }
            #expect(none == [] && record.taken().outcomes == [store.key.name: [.unproven(LogError(.damaged, ""))]])
        }
    }

    @Test("a log without witnesses goes on")
    func none() async throws {
        #expect(try await Record().ask(WitnessClient([]), log, 50) == [])
    }

    @Test("who waits for no more cosignatures gets none, at once")
    func cancelled() async throws {
        try await answering({ _ in
            try await Task.sleep(for: .seconds(600))
            return Self.text(.ok, "")
        }) { url in
            let client = WitnessClient([try WitnessAddress(key: liar.verifierKey, url: url)], timeout: .seconds(600))
            let asking = Task { [log] in try await Record().ask(client, log, 50) }
            asking.cancel()
            #expect(try await asking.value == [])
        }
    }
}
