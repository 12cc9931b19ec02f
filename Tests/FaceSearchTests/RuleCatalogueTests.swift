import Foundation
import Testing

@Suite("docs/rules.md names tests that exist")
struct RuleCatalogueTests {
    @Test("each rule has a source and a test, and each test that is named is there")
    func catalogue() throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let page = try String(contentsOf: root.appending(path: "docs/rules.md"), encoding: .utf8)
        let files = FileManager.default.enumerator(at: root.appending(path: "Tests"), includingPropertiesForKeys: nil)
        let suites = Set(
            (files?.allObjects ?? []).compactMap { ($0 as? URL)?.deletingPathExtension().lastPathComponent }
                .filter { $0.hasSuffix("Tests") })
        let rows = page.split(separator: "\n").filter { $0.hasPrefix("| ") && !$0.hasPrefix("| rule") }
            .map {
                $0.split(separator: "|", omittingEmptySubsequences: false).map {
                    $0.trimmingCharacters(in: .whitespaces)
                }
            }
        #expect(rows.count > 25)
        for row in rows {
            #expect(row.count == 5 && row[1].hasSuffix(".") && !row[2].isEmpty, "\(row)")
            let named = row[3].matches(of: #/\w+Tests\b/#).map { String($0.0) }
            #expect(!named.isEmpty || row[3].contains("scripts/check-house"), "\(row[1])")
            #expect(suites.isSuperset(of: named), "\(named)")
        }
    }
}
