import Foundation
public import Vocabulary

/// The names of accounts and organisations: nobody is to be taken for somebody else.
public enum PlainName {
    public static let longest = 100

    /// - Throws: `account.unusable-name`.
    public static func check(_ name: String) throws(Failure) {
        let begins = name.first.map { $0.isLetter || $0.isNumber } ?? false
        guard tidied(name) == name, name.count <= longest, begins, Alphabet.all.count(where: name.uses) <= 1 else {
            throw Failure(
                .accountUnusableName,
                "A name is empty, too long, does not begin with a letter or a digit, mixes alphabets, or has outer or double "
                    + "spaces or characters that do not show.",
                remedy: "Write it plainly, with at most \(longest) characters.")
        }
    }

    /// Equal for names that a reader may take for each other: `Ada`, `ADA`, `Àda`, and `Аdа` with Cyrillic letters.
    /// - Source: the idea of the skeleton in Unicode Technical Standard 39, section 4, for the commonest letters.
    public static func skeleton(_ name: String) -> String {
        let plain = name.folding(options: [.caseInsensitive, .diacriticInsensitive, .widthInsensitive], locale: nil)
        return String(plain.precomposedStringWithCompatibilityMapping.map { lookalikes[$0] ?? $0 })
    }

    private static let lookalikes: [Character: Character] = Dictionary(
        uniqueKeysWithValues: zip("авеікмнорстухјѕһԁԛԝαβεικνορτυχω01", "abeikmhopctyxjshdqwabeikvoptuxwol"))
}

/// Alphabets that share the looks of their letters.
private struct Alphabet {
    let letters: [ClosedRange<UInt32>]

    static let all = [
        Alphabet(letters: [0x41...0x5A, 0x61...0x7A, 0xC0...0x24F, 0x1E00...0x1EFF]),  // Latin
        Alphabet(letters: [0x370...0x3FF, 0x1F00...0x1FFF]),  // Greek
        Alphabet(letters: [0x400...0x52F]),  // Cyrillic
    ]
}

extension String {
    fileprivate func uses(_ alphabet: Alphabet) -> Bool {
        unicodeScalars.contains { scalar in
            scalar.properties.isAlphabetic && alphabet.letters.contains { $0.contains(scalar.value) }
        }
    }
}
