import Foundation
import Rules
package import Vocabulary

/// All that the public page says, in one file, so that it can be translated: a name, a colon and its text on each line. A line
/// that begins with a space goes on with the text before; one that begins with `#` says nothing.
package struct PublicPageTexts: Hashable, Sendable {
    package static let mostBytes = 64 << 10
    package static let longestText = 2000

    package let texts: [String: String]
    /// Names of collections that are not listed; the page says how many they are.
    package let leftOut: Set<String>

    /// The house's own, in English.
    package static let standard = PublicPageTexts(
        unchecked: (try? parse(String(decoding: PackageResources.public_page_txt, as: UTF8.self)).texts) ?? [:], [])

    /// The file that ``standard`` is read from.
    package static var standardFile: String {
        String(decoding: PackageResources.public_page_txt, as: UTF8.self).trimmingCharacters(in: .newlines)
    }

    /// - Throws: `public-page.texts`.
    package init(at path: String) throws(Failure) {
        guard let handle = FileHandle(forReadingAtPath: path),
            let data = try? handle.read(upToCount: Self.mostBytes + 1)
        else { throw Self.failure("The file of texts cannot be read, or is empty.") }
        try self.init(parsing: data)
    }

    private init(unchecked texts: [String: String], _ leftOut: Set<String>) {
        (self.texts, self.leftOut) = (texts, leftOut)
    }

    /// An operator's: what it does not say is said as in ``standard``.
    /// - Throws: `public-page.texts`, naming the line.
    package init(parsing bytes: some Collection<UInt8>) throws(Failure) {
        guard bytes.count <= Self.mostBytes, let text = String(validating: bytes, as: UTF8.self) else {
            throw Self.failure("The file of texts is no UTF-8, or has more than \(Self.mostBytes) bytes.")
        }
        let (own, lines) = try Self.parse(text)
        for (name, line) in lines where name != "leave-out" && Self.standard.texts[name] == nil {
            throw Self.failure("Line \(line) of the texts begins with a name that the page has no place for.")
        }
        // A word, such as en or pt-BR: it becomes a part of the page's code.
        if let language = own["language"], language.wholeMatch(of: /[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}/) == nil {
            throw Self.failure("The texts' language is no tag such as en or pt-BR.")
        }
        leftOut = Set(own["leave-out", default: ""].split(separator: ";").compactMap { tidied(String($0)) })
        texts = Self.standard.texts.merging(own.filter { $0.key != "leave-out" }) { $1 }
    }

    private static func parse(_ text: String) throws(Failure) -> (texts: [String: String], lines: [String: Int]) {
        var texts: [String: String] = [:]
        var lines: [String: Int] = [:]
        var last: String?
        for (number, line) in zip(1..., text.split(separator: /\r?\n/, omittingEmptySubsequences: false)) {
            if line.hasPrefix("#") || line.allSatisfy(\.isWhitespace) { continue }
            if line.first == " " {
                guard let last, let more = tidied(String(line)) else {
                    throw failure("Line \(number) of the texts goes on with nothing.")
                }
                texts[last] = [texts[last] ?? "", more].filter { !$0.isEmpty }.joined(separator: " ")
            } else {
                guard let match = line.prefixMatch(of: /([a-z][a-z-]{0,40}):(?: |$)/), texts[String(match.1)] == nil
                else {
                    throw failure("Line \(number) of the texts has no name with a colon, or one that was there before.")
                }
                let name = String(match.1)
                (texts[name], lines[name], last) = (tidied(String(line[match.range.upperBound...])) ?? "", number, name)
            }
            guard let last, let known = texts[last], known.count <= longestText, (try? FreeText.check(known)) != nil
            else {
                throw failure("Line \(number) of the texts is too long, or has characters that do not show.")
            }
        }
        return (texts, lines)
    }

    private static func failure(_ reason: String) -> Failure {
        Failure(
            .publicPageTexts, reason,
            remedy: "Mend it; docs/rights.md says what the file may hold. Nothing was written.")
    }
}

extension Failure.Code {
    /// A file of texts for the public page that is none.
    package static let publicPageTexts = Failure.Code("public-page.texts", .usage)
}
