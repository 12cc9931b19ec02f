import Foundation
import Testing

@Suite("docs/errors.md lists every failure that the program knows, and no other")
struct ErrorCatalogueTests {
    @Test("each code has one row, with the exit code of its kind")
    func rows() throws {
        let declared = try Catalogue.declared()
        let documented = try Catalogue.documented()
        #expect(declared.count > 50, "the search for codes in Sources has gone blind")
        let doubled = documented.merging(declared) { $0.count > $1.count ? $0 : $1 }.filter { $0.value.count > 1 }.keys
        #expect(doubled.isEmpty, "declared, or in a row, more than once: \(doubled.sorted())")
        let missing = Set(declared.keys).subtracting(documented.keys).sorted()
        #expect(missing.isEmpty, "without a row: \(missing)")
        let invented = Set(documented.keys).subtracting(declared.keys).sorted()
        #expect(invented.isEmpty, "rows of codes that do not exist: \(invented)")
        for (code, exitCodes) in declared where documented[code] != nil {
            #expect(documented[code] == exitCodes, "\(code) ends with another exit code than its row says")
        }
    }
}

/// Exit codes by the failures' codes; more than one where a code stands more than once.
private enum Catalogue {
    private static let checkout = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    private static let exitCodeOfKind = ["work": 1, "usage": 2, "policy": 3, "environment": 4]

    /// `Failure.Code("name", .kind)` in any Swift source.
    static func declared() throws -> [String: [Int]] {
        var codes: [String: [Int]] = [:]
        let sources = checkout.appending(path: "Sources", directoryHint: .isDirectory)
        let names = try FileManager.default.subpathsOfDirectory(atPath: sources.path).filter { $0.hasSuffix(".swift") }
        for name in names {
            let text = try String(contentsOf: sources.appending(path: name), encoding: .utf8)
            for found in text.matches(of: /Failure\.Code\(\s*"([^"]+)",\s*\.(\w+)\s*\)/) {
                codes[String(found.1), default: []].append(try #require(exitCodeOfKind[String(found.2)]))
            }
        }
        return codes
    }

    /// Rows that begin with a code and an exit code: `| `photo.empty` | 1 |`.
    static func documented() throws -> [String: [Int]] {
        let text = try String(contentsOf: checkout.appending(path: "docs/errors.md"), encoding: .utf8)
        var rows: [String: [Int]] = [:]
        for line in text.split(separator: "\n") {
            guard let found = line.firstMatch(of: /^\| `([^`]+)` \| ([0-9]) \|/) else { continue }
            rows[String(found.1), default: []].append(try #require(Int(found.2)))
        }
        return rows
    }
}
