import Testing
import Web

@Suite("A form's fields")
struct FormTests {
    @Test(
        "are read as browsers write them",
        arguments: [
            ("a=1&b=2", "a", "1"), ("a=x+y%20z", "a", "x y z"), ("a=%C3%A9", "a", "é"), ("a=1&a=2", "a", "1"),
            ("a=b=c", "a", "b=c"), ("%61=1", "a", "1"), ("a=+1+", "a", "1"), ("&&a=1&", "a", "1"),
        ])
    func fields(text: String, name: String, value: String) throws {
        #expect(try Form(urlEncoded: Array(text.utf8))[name] == value)
    }

    @Test("that are empty or absent are nothing", arguments: ["", "a", "a=", "a=+%20", "b=1"])
    func nothing(text: String) throws { #expect(try Form(urlEncoded: Array(text.utf8))["a"] == nil) }

    @Test(
        "that are none are refused",
        arguments: ["a=%", "a=%4", "a=%GG", "a=%FF", "%=1", String(repeating: "a=1&", count: 501)])
    func malformed(text: String) { #expect(throws: (any Error).self) { try Form(urlEncoded: Array(text.utf8)) } }

    @Test("keep a password's spaces, and turn a text area's line ends")
    func exact() throws {
        let form = try Form(urlEncoded: Array("password=+two+&text=one%0D%0Atwo&n=12&x=twelve".utf8))
        #expect(form.exact("password") == " two ")
        #expect(form.text("text") == "one\ntwo")
        #expect(try form.number("n") == 12)
        #expect(try form.number("absent") == nil)
        #expect(throws: (any Error).self) { try form.number("x") }
    }
}
