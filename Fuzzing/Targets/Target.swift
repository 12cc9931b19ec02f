import TransparencyLog

/// A parser, bytes that it takes, and what must hold of any bytes.
struct Target: Sendable {
    let name: String
    /// By the name of the file in the corpus.
    let seeds: @Sendable () throws -> [String: [UInt8]]
    /// Each gets the bytes as they are. One that refuses them throws; a trap is a crash.
    let checks: [@Sendable ([UInt8]) throws -> Void]
    /// What a check may throw.
    var refusals: Set<LogError.Code> = [.malformed]

    func run(_ bytes: [UInt8]) {
        for check in checks {
            do { try check(bytes) } catch {
                guard let code = (error as? LogError)?.code, refusals.contains(code) else {
                    fatalError("\(name): refused with \(error)")
                }
            }
        }
    }

    /// That a parser has taken all of the bytes, and nothing else.
    static func requireSame(_ written: some Sequence<UInt8>, _ bytes: some Sequence<UInt8>) {
        guard written.elementsEqual(bytes) else { fatalError("what was parsed is written in other bytes") }
    }

    /// Not a guard on the input: what must never be.
    static func require(_ condition: Bool, _ what: String) {
        guard condition else { fatalError(what) }
    }

    /// Broken UTF-8 mended: texts reach these parsers as a `String`.
    static func text(_ bytes: some Collection<UInt8>) -> String { String(decoding: bytes, as: UTF8.self) }
}
