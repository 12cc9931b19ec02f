import Multipart
import Testing

@Suite("Limits")
struct LimitTests {
    struct Limit: CustomTestStringConvertible, Sendable {
        let testDescription: String
        let path: any WritableKeyPath<MultipartLimits, Int> & Sendable
        let form: String
        /// How much of it the form has.
        let amount: Int
        let error: MultipartError.Code
        /// What of the form is reported where it has one too many.
        var reported: Int?
    }

    static let limits = [
        Limit(
            testDescription: "parts", path: \.parts, form: "\(field)x|\(field)y|\(file)z|--boundary--|", amount: 3,
            error: .tooManyParts, reported: 2),
        Limit(
            testDescription: "headers", path: \.headerBytes, form: "\(field)x|--boundary--|",
            amount: headers.count, error: .headersTooLarge, reported: 0),
        Limit(
            testDescription: "headers with padding", path: \.headerBytes,
            form: "--boundary \t |Content-Disposition: form-data; name=\"a\"||x|--boundary--|",
            amount: headers.count + 3, error: .headersTooLarge, reported: 0),
        Limit(
            testDescription: "headers of each part for itself", path: \.headerBytes,
            form: "\(file)x|\(field)y|\(file)z|--boundary--|",
            amount: headers.count + "; filename=\"a\"".utf8.count, error: .headersTooLarge, reported: 0),
        Limit(
            testDescription: "padding behind the close delimiter", path: \.headerBytes, form: "--boundary--\t \t\t|",
            amount: 4,
            error: .headersTooLarge),
        Limit(
            testDescription: "fields", path: \.fieldBytes,
            form: "\(field)12345|\(file)67890|\(field)12|\(field)|--boundary--|",
            amount: 7, error: .fieldsTooLarge, reported: 11),
        Limit(
            testDescription: "fields with half a delimiter", path: \.fieldBytes, form: "\(field)|--bound|--boundary--|",
            amount: 9, error: .fieldsTooLarge, reported: 8),
        Limit(
            testDescription: "a file", path: \.fileBytes,
            form: "\(file)12345|\(file)123456|\(field)1234567|--boundary--|",
            amount: 6, error: .fileTooLarge, reported: 10),
        Limit(
            testDescription: "the form", path: \.totalBytes, form: "\(file)12345|--boundary--|",
            amount: lines("\(file)12345|--boundary--|").count, error: .formTooLarge, reported: 5),
        Limit(
            testDescription: "the form within a file", path: \.totalBytes, form: "\(file)12345",
            amount: lines("\(file)12345").count, error: .formTooLarge, reported: 4),
        Limit(
            testDescription: "the epilogue", path: \.epilogueBytes, form: "--boundary--||--boundary|", amount: 14,
            error: .epilogueTooLarge),
    ]

    @Test("what is exactly at a limit is taken, one more is refused, in any chunks", arguments: limits)
    func exact(limit: Limit) {
        let form = lines(limit.form)
        for cuts in [[]] + (0...form.count).map({ [$0] }) + [Array(0...form.count)] {
            var limits = MultipartLimits()
            limits[keyPath: limit.path] = limit.amount
            let within = Reading(form, limits: limits, cuts: cuts)
            #expect(within.error == nil || within.error == .truncated)
            limits[keyPath: limit.path] -= 1
            let beyond = Reading(form, limits: limits, cuts: cuts)
            #expect(beyond.error == limit.error)
            #expect(beyond.reportedBytes == limit.reported ?? 0)
        }
    }

    @Test("every limit has a test of its own")
    func all() { #expect(Set(Self.limits.map(\.error)) == Set(MultipartError.Code.allCases.filter(\.isLimit))) }

    @Test("limits of nothing take an empty form of just its size")
    func none() {
        let form = lines("--boundary--|")
        let limits = MultipartLimits(
            parts: 0, headerBytes: 0, fieldBytes: 0, fileBytes: 0, totalBytes: form.count, epilogueBytes: 0)
        #expect(Reading(form, limits: limits).events == [.finished])
    }

    @Test("headers without an end are held only as far as they may go")
    func endless() {
        let form = lines("--boundary|X-A: ") + Array(repeating: 0x78, count: 100_000)
        let reading = Reading(
            form, limits: MultipartLimits(headerBytes: 100), cuts: Array(stride(from: 0, to: form.count, by: 7)))
        #expect(reading.error == .headersTooLarge)
        #expect(reading.mostHeld == 100)
    }
}

private let headers = lines("Content-Disposition: form-data; name=\"a\"||")
private let field = "--boundary|Content-Disposition: form-data; name=\"a\"||"
private let file = "--boundary|Content-Disposition: form-data; name=\"a\"; filename=\"a\"||"
