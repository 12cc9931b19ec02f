import Vocabulary
import Yams

/// A part of a policy text with exactly the keys that it must have, each read as what it must be.
struct PolicySection {
    /// Before a key in messages and paths: empty at the top, `review.` in the section `review`.
    private let prefix: String
    private let values: [String: Node]
    /// The line of each key, under its whole path.
    let lines: [String: Int]

    /// - Parameters:
    ///   - keys: all have to be there,
    ///   - optional: these may be.
    /// - Throws: `policy.malformed` for a key that is unknown or missing.
    init(
        _ node: Node, named name: String? = nil, line: Int, keys: [String], optional: [String] = [],
        ignoringOthers: Bool = false
    ) throws(Failure) {
        let prefix = name.map { $0 + "." } ?? ""
        guard let mapping = node.mapping else {
            throw PolicyProblem.malformed(
                line: line, (name.map { "`\($0)`" } ?? "the policy") + " has to be a section with keys of its own")
        }
        var values: [String: Node] = [:]
        var lines: [String: Int] = [:]
        for (key, value) in mapping {
            let keyLine = key.mark?.line ?? line
            guard let word = key.scalar?.string, keys.contains(word) || optional.contains(word) else {
                if ignoringOthers { continue }
                let shown = key.scalar.flatMap { PolicyProblem.plain($0.string) }.map { "`\(prefix)\($0)`" }
                throw PolicyProblem.malformed(line: keyLine, "\(shown ?? "what stands here") is no key of a policy")
            }
            values[word] = value
            lines[prefix + word] = keyLine
        }
        if let missing = keys.first(where: { values[$0] == nil }) {
            throw PolicyProblem.malformed(line: line, "`\(prefix)\(missing)` is missing")
        }
        self.prefix = prefix
        self.values = values
        self.lines = lines
    }

    func section(_ key: String, keys: [String]) throws(Failure) -> PolicySection {
        try PolicySection(value(key), named: prefix + key, line: line(key), keys: keys)
    }

    /// Nil when it is not there.
    func optionalSection(_ key: String, keys: [String]) throws(Failure) -> PolicySection? {
        values[key] == nil ? nil : try section(key, keys: keys)
    }

    func number(_ key: String, in bounds: ClosedRange<Int>) throws(Failure) -> Int {
        let word = try self.word(key)
        // Plainly written: no sign, no leading zeros, no digits of other scripts.
        guard let number = Int(word), "\(number)" == word, bounds.contains(number) else {
            throw PolicyProblem.malformed(
                line: line(key),
                "`\(prefix)\(key)` is \(shown(word)); \(bounds.lowerBound) to \(bounds.upperBound) are allowed")
        }
        return number
    }

    func flag(_ key: String) throws(Failure) -> Bool {
        let word = try self.word(key)
        switch word {
        case "true": return true
        case "false": return false
        default:
            throw PolicyProblem.malformed(
                line: line(key), "`\(prefix)\(key)` is \(shown(word)); true or false is allowed")
        }
    }

    func choice<Choice: RawRepresentable<String> & CaseIterable>(
        _ key: String, of type: Choice.Type
    ) throws(Failure) -> Choice {
        let word = try self.word(key)
        return try choice(word, key: key, line: line(key))
    }

    /// One or more of the choices, none twice.
    func choices<Choice: RawRepresentable<String> & CaseIterable & Hashable>(
        _ key: String, of type: Choice.Type
    ) throws(Failure) -> Set<Choice> {
        var chosen: Set<Choice> = []
        for (word, line) in try words(key, count: 1...Choice.allCases.count) {
            chosen.insert(try choice(word, key: key, line: line))
        }
        return chosen
    }

    /// Different short words: `a` to `z`, digits, and single hyphens between them.
    func shortWords(_ key: String, count: ClosedRange<Int>, length: ClosedRange<Int>) throws(Failure) -> [String] {
        var found: [String] = []
        for (word, line) in try words(key, count: count) {
            guard length.contains(word.utf8.count), Self.isShortWord(word) else {
                throw PolicyProblem.malformed(
                    line: line,
                    "`\(prefix)\(key)` holds something else than a word of a to z, 0 to 9 and single hyphens, "
                        + "\(length.upperBound) characters at most")
            }
            found.append(word)
        }
        return found
    }

    func line(_ key: String) -> Int { lines[prefix + key] ?? 1 }

    // MARK: -

    private func value(_ key: String) throws(Failure) -> Node {
        guard let value = values[key] else {
            throw PolicyProblem.malformed(line: nil, "`\(prefix)\(key)` is missing")
        }
        return value
    }

    private func word(_ key: String) throws(Failure) -> String {
        guard let scalar = try value(key).scalar else {
            throw PolicyProblem.malformed(line: line(key), "`\(prefix)\(key)` has to be a single word or number")
        }
        return scalar.string
    }

    private func words(_ key: String, count: ClosedRange<Int>) throws(Failure) -> [(word: String, line: Int)] {
        guard let list = try value(key).sequence else {
            throw PolicyProblem.malformed(line: line(key), "`\(prefix)\(key)` has to be a list: [one, another]")
        }
        guard count.contains(list.count) else {
            throw PolicyProblem.malformed(
                line: line(key),
                "`\(prefix)\(key)` has \(list.count) entries; \(count.lowerBound) to \(count.upperBound) are allowed")
        }
        var found: [(word: String, line: Int)] = []
        var seen: Set<String> = []
        for node in list {
            let line = node.mark?.line ?? line(key)
            guard let word = node.scalar?.string else {
                throw PolicyProblem.malformed(line: line, "`\(prefix)\(key)` holds something else than words")
            }
            guard seen.insert(word).inserted else {
                throw PolicyProblem.malformed(line: line, "`\(prefix)\(key)` holds \(shown(word)) twice")
            }
            found.append((word, line))
        }
        return found
    }

    private func choice<Choice: RawRepresentable<String> & CaseIterable>(
        _ word: String, key: String, line: Int
    ) throws(Failure) -> Choice {
        guard let choice = Choice(rawValue: word) else {
            let allowed = Choice.allCases.map(\.rawValue).joined(separator: ", ")
            throw PolicyProblem.malformed(
                line: line, "`\(prefix)\(key)` is \(shown(word)); allowed are \(allowed)")
        }
        return choice
    }

    private func shown(_ word: String) -> String {
        word.isEmpty ? "empty" : PolicyProblem.plain(word) ?? "something else than a plain word"
    }

    private static func isShortWord(_ word: String) -> Bool {
        word.split(separator: "-", omittingEmptySubsequences: false).allSatisfy { part in
            !part.isEmpty && part.unicodeScalars.allSatisfy { "a"..."z" ~= $0 || "0"..."9" ~= $0 }
        }
    }
}
