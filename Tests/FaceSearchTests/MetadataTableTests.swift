import FaceSearch
import Testing
import Vocabulary

@Suite("An operator's catalogue is read as CSV")
struct MetadataTableTests {
    @Test("quotes, commas, line breaks, and paths relative to the table's folder")
    func reads() throws {
        let table = try MetadataTable(
            "path,caption,taken\r\na.jpg,\"Two, \"\"three\"\"\nlines\",\r\n"
                + "/b/c.jpg,,1984-03-06T00:00:00\r\nsub/../d.jpg,x,\r\n",
            relativeTo: "/photos")
        #expect(table.count == 3)
        #expect(table.metadata(for: Array("/photos/a.jpg".utf8))?.caption == "Two, \"three\" lines")
        #expect(table.metadata(for: Array("/b/c.jpg".utf8))?.taken == "1984-03-06T00:00:00")
        #expect(table.metadata(for: Array("/photos/d.jpg".utf8))?.caption == "x")
        #expect(table.metadata(for: Array("/photos/other.jpg".utf8)) == nil)
    }

    @Test(
        "a table without a path column is refused",
        arguments: ["", "name,caption\na,b\n", "path,caption\n,b\n", "path,caption\na,\"open\nb,c\n"])
    func refused(_ text: String) {
        #expect(throws: Failure(.metadataUnreadable, "", remedy: "")) { try MetadataTable(text, relativeTo: "/") }
    }
}
