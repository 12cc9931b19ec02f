/// `1 photo`, `2 photos`.
package func counted(_ count: Int, _ noun: String) -> String {
    guard count != 1 else { return "1 \(noun)" }
    return noun.hasSuffix("y")
        ? "\(count) \(noun.dropLast())ies" : noun.hasSuffix("ch") ? "\(count) \(noun)es" : "\(count) \(noun)s"
}
