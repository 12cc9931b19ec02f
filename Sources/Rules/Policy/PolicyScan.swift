import Vocabulary

/// What a policy text is looked at for before it is parsed as YAML.
///
/// A policy needs little of YAML. Anchors, aliases, tags, merge keys, quoted and block texts, explicit keys and several
/// documents all need characters that are refused here, so that none of them reaches the parser: neither a text that
/// unfolds to a billion words nor one that looks like something else than it is. So does nesting that would exhaust
/// the parser's stack. In comments every script may be written, without characters that hide or reorder what follows.
enum PolicyScan {
    static let mostBytes = 64 * 1024
    private static let mostIndentation = 16

    /// - Throws: `policy.malformed`.
    static func check(_ text: String) throws(Failure) {
        guard text.utf8.count <= mostBytes else {
            throw PolicyProblem.malformed(line: nil, "it is longer than 64 KiB")
        }
        var openLists = 0
        // Scalars, not characters: Swift takes the two of a Windows line end for one, and YAML does not.
        for (index, var line) in text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
            .enumerated()
        {
            if line.last == "\r" { line.removeLast() }
            try check(line, number: index + 1, openLists: &openLists)
        }
    }

    private static func check(
        _ line: Substring.UnicodeScalarView, number: Int, openLists: inout Int
    ) throws(Failure) {
        guard line.allSatisfy(mayStandInComments) else {
            throw PolicyProblem.malformed(
                line: number, "it holds a tab, a control character or another one that does not show")
        }
        let content = withoutComment(line)
        guard content.allSatisfy(mayStandOutsideComments) else {
            throw PolicyProblem.malformed(
                line: number,
                "outside of comments a policy has letters, digits, spaces, `-`, `:`, `,`, `[` and `]`, and nothing else"
            )
        }
        guard !content.starts(with: "---".unicodeScalars) else {
            throw PolicyProblem.malformed(line: number, "a policy is one document, without `---`")
        }
        let indented = content.drop { $0 == " " }
        guard content.count - indented.count <= mostIndentation else {
            throw PolicyProblem.malformed(line: number, "it is indented by more than \(mostIndentation) spaces")
        }
        guard !indented.starts(with: "- -".unicodeScalars), !indented.starts(with: "-  ".unicodeScalars) else {
            throw PolicyProblem.malformed(line: number, "a list begins with `-` and one space, and holds words only")
        }
        for scalar in content {
            if scalar == "[" { openLists += 1 }
            if scalar == "]" { openLists -= 1 }
            guard 0...1 ~= openLists else {
                throw PolicyProblem.malformed(line: number, "square brackets are not in pairs, or stand in each other")
            }
        }
    }

    /// A comment begins with a `#` at the line's beginning or after a space. There are no quotes that could hold one.
    private static func withoutComment(_ line: Substring.UnicodeScalarView) -> Substring.UnicodeScalarView {
        var before: Unicode.Scalar = " "
        for index in line.indices {
            if line[index] == "#", before == " " { return line[..<index] }
            before = line[index]
        }
        return line
    }

    /// No tab, and no line end of Unicode's: YAML would end the comment there, and an editor might not.
    private static func mayStandInComments(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .lineSeparator, .paragraphSeparator, .privateUse: false
        case .format: scalar == "\u{200C}" || scalar == "\u{200D}"  // Joiners spell words in some scripts.
        default: !scalar.properties.isNoncharacterCodePoint
        }
    }

    private static func mayStandOutsideComments(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "a"..."z", "A"..."Z", "0"..."9", " ", "-", ":", ",", "[", "]": true
        default: false
        }
    }
}
