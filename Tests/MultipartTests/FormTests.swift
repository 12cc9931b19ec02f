import Multipart
import Testing

@Suite("Forms")
struct FormTests {
    @Test("a good form is read as its parts", arguments: Sample.goodForms + Sample.goodHeaders)
    func good(sample: Sample) throws {
        let reading = Reading(sample.form)
        #expect(reading.error == nil)
        #expect(reading.events == (try #require(sample.parts)).events)
    }

    @Test("a bad form is refused with its code", arguments: Sample.badForms + Sample.badHeaders)
    func bad(sample: Sample) {
        let error = Reading(sample.form).error
        #expect(error != nil && error == sample.error)
    }

    @Test("every code of a broken rule is the end of some bad form")
    func codes() {
        let shown = Set((Sample.badForms + Sample.badHeaders).compactMap(\.error))
        #expect(shown.isSuperset(of: MultipartError.Code.allCases.filter { !$0.isLimit }))
    }

    @Test("a part is a file if it has a file name, be it empty")
    func files() {
        #expect(!MultipartPart(name: "a", contentType: "image/jpeg").isFile)
        #expect(MultipartPart(name: "a", fileName: "").isFile)
    }

    @Test("a form that was refused stays refused")
    func refusedForGood() throws {
        var parser = MultipartParser(boundary: .sample, limits: MultipartLimits())
        let preamble: [UInt8] = [0x78]
        let form = lines("--boundary--|")
        let none: [UInt8] = []
        for bytes in [preamble, form, none] {
            let error = #expect(throws: MultipartError.self) { try parser.read(bytes.span) { _ in } }
            #expect(error?.code == .preambleNotEmpty)
        }
        let error = #expect(throws: MultipartError.self) { try parser.finish() }
        #expect(error?.code == .preambleNotEmpty)
    }

    @Test("any one-character boundary separates parts")
    func shortBoundaries() throws {
        for mark in "09azAZ'()+_,-./:=?" {
            let boundary = try #require(MultipartBoundary(contentType: "multipart/form-data; boundary=\"\(mark)\""))
            let form = lines(
                "--\(mark)|Content-Disposition: form-data; name=\"a\"||x|-|--\u{7F}|--\(mark)--|")
            let parts = [Sample.Part("a", content: "x|-|--\u{7F}")]
            #expect(Reading(form, boundary: boundary).events == parts.events)
        }
    }
}
