import Foundation
import Hummingbird
import NIOCore
import SignOn
import Testing

@Suite("A provider's answer")
struct ProviderBoundsTests {
    static let paths = ProviderAnswersTests.paths

    @Test("is not followed elsewhere", arguments: paths)
    func redirecting(path: String) async throws {
        try await serving { stage in
            let issuer = stage.provider.issuer
            for status in [
                HTTPResponse.Status.movedPermanently, .found, .seeOther, .temporaryRedirect, .permanentRedirect,
            ] {
                stage.provider.change {
                    $0.answers[path] = { Response(status: status, headers: [.location: issuer + "/elsewhere"]) }
                }
                #expect(await code { _ = try await stage.signIn() } == "sign-on.provider")
            }
            #expect(stage.provider.visits("/elsewhere") == 0 && stage.provider.visits(path) == 5)
        }
    }

    @Test("is heard out up to 256 KiB", arguments: paths)
    func oversized(path: String) async throws {
        try await serving { stage in
            for length in [1 << 18, 1 << 26] {
                stage.provider.change {
                    $0.answers[path] = {
                        Response(
                            status: .ok,
                            body: ResponseBody { writer in
                                let spaces = ByteBuffer(repeating: 0x20, count: 1 << 16)
                                for _ in 0..<length / spaces.readableBytes { try await writer.write(spaces) }
                                try await writer.write(ByteBuffer(string: "{}"))
                                try await writer.finish(nil)
                            })
                    }
                }
                #expect(await code { _ = try await stage.signIn() } == "sign-on.provider")
            }
        }
    }

    @Test("may be as large as that: what is too large is told by its size, not by what is in it")
    func largest() async throws {
        try await serving { stage in
            let keys = try json(["keys": [stage.provider.shownKey]])
            for (length, expected) in [(1 << 18, nil), (1 << 18 + 1, "sign-on.provider")] {
                let padded = ByteBuffer(bytes: keys + [UInt8](repeating: 0x20, count: length - keys.count))
                stage.provider.change {
                    $0.answers["/keys"] = { Response(status: .ok, body: .init(byteBuffer: padded)) }
                }
                #expect(await code { _ = try await stage.signIn() } == expected)
            }
        }
    }

    @Test("is waited for no longer than was meant: neither for its first byte nor for its last", arguments: paths)
    func slow(path: String) async throws {
        let answers: [@Sendable () async throws -> Response] = [
            {
                try await Task.sleep(for: .seconds(30))
                return Response(status: .ok)
            },
            {
                Response(
                    status: .ok,
                    body: ResponseBody { writer in
                        for _ in 0..<300 {
                            try await writer.write(ByteBuffer(string: " "))
                            try await Task.sleep(for: .milliseconds(100))
                        }
                        try await writer.finish(nil)
                    })
            },
        ]
        try await serving { stage in
            for answer in answers {
                let client = try stage.client(timeout: .milliseconds(700))
                stage.provider.change { $0.answers[path] = answer }
                let start = ContinuousClock.now
                #expect(await code { _ = try await stage.signIn(client) } == "sign-on.provider")
                #expect(start.duration(to: .now) < .seconds(10))
                // It is asked again as soon as somebody needs it.
                stage.provider.change { $0.answers = [:] }
                #expect(try await stage.signIn(client) == TestProvider.account)
            }
        }
    }
}
