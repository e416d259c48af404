import ezvcard.Ezvcard;
import ezvcard.VCard;
import ezvcard.io.text.VCardReader;
import ezvcard.property.*;
import java.io.*;
import java.nio.charset.StandardCharsets;
import java.nio.file.*;
import java.util.*;

/** Prints what ez-vcard reads from each file: one JSON object a line. */
public class ReadCards {
    public static void main(String[] arguments) throws Exception {
        PrintStream out = new PrintStream(System.out, true, "UTF-8");
        for (String name : arguments) {
            StringBuilder json = new StringBuilder("{\"file\":" + quoted(name) + ",\"cards\":[");
            String separator = "";
            try (VCardReader reader = new VCardReader(new InputStreamReader(new FileInputStream(name), StandardCharsets.UTF_8))) {
                for (VCard card = reader.readNext(); card != null; card = reader.readNext()) {
                    json.append(separator).append(view(card));
                    separator = ",";
                }
                json.append("],\"ok\":true}");
            } catch (Exception error) { json.append("],\"ok\":false}"); }
            out.println(json);
        }
    }

    private static String view(VCard card) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("version", quoted(card.getVersion() == null ? null : card.getVersion().getVersion()));
        fields.put("fn", card.getFormattedName() == null ? "null" : quoted(card.getFormattedName().getValue()));
        StructuredName n = card.getStructuredName();
        fields.put("n", n == null ? "null" : list(Arrays.asList(empty(n.getFamily()), empty(n.getGiven()),
            String.join(",", n.getAdditionalNames()), String.join(",", n.getPrefixes()), String.join(",", n.getSuffixes()))));
        List<String> values = new ArrayList<>();
        for (Telephone tel : card.getTelephoneNumbers())
            values.add(tel.getUri() != null ? "tel:" + tel.getUri().getNumber() : tel.getText());
        fields.put("tel", list(values));
        values = new ArrayList<>();
        for (Email email : card.getEmails()) values.add(email.getValue());
        fields.put("email", list(values));
        values = new ArrayList<>();
        for (Organization org : card.getOrganizations()) values.add(String.join(";", org.getValues()));
        fields.put("org", list(values));
        values = new ArrayList<>();
        for (Title title : card.getTitles()) values.add(title.getValue());
        fields.put("title", list(values));
        values = new ArrayList<>();
        for (Note note : card.getNotes()) values.add(note.getValue());
        fields.put("note", list(values));
        values = new ArrayList<>();
        for (Url url : card.getUrls()) values.add(url.getValue());
        fields.put("url", list(values));
        values = new ArrayList<>();
        for (Address a : card.getAddresses())
            values.add(String.join("|", String.join(",", a.getPoBoxes()), String.join(",", a.getExtendedAddresses()),
                String.join(",", a.getStreetAddresses()), String.join(",", a.getLocalities()), String.join(",", a.getRegions()),
                String.join(",", a.getPostalCodes()), String.join(",", a.getCountries())));
        fields.put("adr", list(values));
        values = new ArrayList<>();
        for (Categories c : card.getCategoriesList()) values.addAll(c.getValues());
        fields.put("cat", list(values));
        values = new ArrayList<>();
        for (Photo photo : card.getPhotos())
            values.add(photo.getData() != null ? "bytes:" + photo.getData().length : "url:" + photo.getUrl());
        fields.put("photo", list(values));
        StringBuilder json = new StringBuilder("{");
        for (Map.Entry<String, String> field : fields.entrySet()) {
            if (json.length() > 1) json.append(",");
            json.append(quoted(field.getKey())).append(":").append(field.getValue());
        }
        return json.append("}").toString();
    }

    private static String empty(String text) { return text == null ? "" : text; }

    private static String list(List<String> values) {
        StringBuilder json = new StringBuilder("[");
        for (String value : values) json.append(json.length() > 1 ? "," : "").append(quoted(value));
        return json.append("]").toString();
    }

    private static String quoted(String text) {
        if (text == null) return "null";
        StringBuilder json = new StringBuilder("\"");
        for (char c : text.toCharArray()) {
            if (c == '"' || c == '\\') json.append('\\').append(c);
            else if (c < 0x20 || c > 0x7e) json.append(String.format("\\u%04x", (int) c));
            else json.append(c);
        }
        return json.append('"').toString();
    }
}
