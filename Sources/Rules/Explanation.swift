import Vocabulary

/// How much a reader would see of an explanation that somebody gave.
enum Explanation {
    /// Its characters without outer and double spaces, and without those that do not show.
    static func length(of text: String) -> Int {
        (tidied(text) ?? "")
            .split(separator: " ")
            .map { word in word.filter { !$0.unicodeScalars.allSatisfy(\.properties.isDefaultIgnorableCodePoint) } }
            .filter { !$0.isEmpty }
            .joined(separator: " ").count
    }

    static func isBlank(_ text: String) -> Bool { length(of: text) == 0 }
}
