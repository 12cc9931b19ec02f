import Rules
import Testing

@Suite("Names")
struct PlainNameTests {
    @Test(
        "that show as they are are taken",
        arguments: [
            "ada", "Ada Lovelace", "José", "Ωμέγα", "Анна", "3rd desk", "عمر", "王芳", "o'brien", "a.b@press", "Анна 2",
        ])
    func plain(name: String) { #expect(code { try PlainName.check(name) } == nil) }

    @Test(
        "that deceive are not",
        arguments: [
            "", " ada", "ada ", "a  da", "-ada", "--help", ".ada", "a\u{202E}da", "a\nda", "a\u{200B}da", "аdа",
            "Ada Ωmega",
            String(repeating: "a", count: 101),
        ])
    func deceiving(name: String) { #expect(code { try PlainName.check(name) } == .accountUnusableName) }

    @Test(
        "that a reader may take for each other have one skeleton",
        arguments: [
            ("ada", "ADA"), ("ada", "Àda"), ("ada", "ａｄａ"), ("cope", "соре"), ("sam1", "saml"), ("b0b", "bob"),
            ("ofﬁce", "office"),
        ])
    func alike(one: String, other: String) { #expect(PlainName.skeleton(one) == PlainName.skeleton(other)) }

    @Test("and others have not", arguments: [("ada", "ida"), ("eve", "eli"), ("desk 2", "desk 3"), ("анна", "яна")])
    func different(one: String, other: String) { #expect(PlainName.skeleton(one) != PlainName.skeleton(other)) }
}
