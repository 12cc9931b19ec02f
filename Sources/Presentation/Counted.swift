/// `1 photo`, `2 photos`, `3 copies`, `4 days`.
package func counted(_ count: Int, _ noun: String) -> String {
    guard count != 1 else { return "1 \(noun)" }
    return noun.hasSuffix("y") && !noun.hasSuffix("ay")
        ? "\(count) \(noun.dropLast())ies" : noun.hasSuffix("ch") ? "\(count) \(noun)es" : "\(count) \(noun)s"
}
