import Multipart
import Testing

@Suite("The boundary in a Content-Type")
struct BoundaryTests {
    @Test(
        "a boundary is found, however its parameter is written",
        arguments: [
            ("multipart/form-data; boundary=boundary", "boundary"),
            ("multipart/form-data;boundary=\"boundary\"", "boundary"),
            (" Multipart/FORM-DATA \t;\tcharset=utf-8 ; Boundary=\"boundary\" ; ", "boundary"),
            ("multipart/form-data; ; boundary=\"b\\ound\\ary\"", "boundary"),
            (
                "multipart/form-data; boundary=----WebKitFormBoundary7MA4YWxkTrZu0gW",
                "----WebKitFormBoundary7MA4YWxkTrZu0gW"
            ),
            ("multipart/form-data; boundary=\"'()+_,-./:=? x\"", "'()+_,-./:=? x"),
            ("multipart/form-data; boundary=" + String(repeating: "x", count: 70), String(repeating: "x", count: 70)),
            ("multipart/form-data; boundary=-", "-"),
        ])
    func good(contentType: String, boundary: String) throws {
        let found = try #require(MultipartBoundary(contentType: contentType))
        #expect(Delimiter(found).bytes == Array("\r\n--\(boundary)".utf8))
    }

    @Test(
        "another type, and a boundary that RFC 2046 or RFC 9110 does not allow, is refused",
        arguments: [
            "", "multipart/form-data", "multipart/form-data;", "boundary=x", "multipart/mixed; boundary=x",
            "multipart/form-data-x; boundary=x", "multipart /form-data; boundary=x", "multipart/form-data boundary=x",
            "multipart/form-data, boundary=x", "multipart/form-data; boundary=", "multipart/form-data; boundary=\"\"",
            "multipart/form-data; boundary =x", "multipart/form-data; boundary= x", "multipart/form-data; boundary=x y",
            "multipart/form-data; boundary=\"x \"", "multipart/form-data; boundary=\"x",
            "multipart/form-data; boundary=x\"",
            "multipart/form-data; boundary=\"x\"y", "multipart/form-data; boundary=\"x\\",
            "multipart/form-data; boundary=a:b",
            "multipart/form-data; boundary=x; boundary=x", "multipart/form-data; boundary=x; BOUNDARY=y",
            "multipart/form-data; charset=a; charset=b; boundary=x", "multipart/form-data; boundary=\"x\r\ny\"",
            "multipart/form-data; boundary=\"x\ty\"", "multipart/form-data; boundary=\"x;y\"",
            "multipart/form-data; boundary=x\0", "multipart/form-data; boundary=\"é\"",
            "multipart/form-data; boundary=x, y/z",
            "multipart/form-data; boundary*=UTF-8''x", "multipart/form-data; boundary=x*",
            "multipart/form-data; boundary=" + String(repeating: "x", count: 71),
        ])
    func bad(contentType: String) { #expect(MultipartBoundary(contentType: contentType) == nil) }
}
