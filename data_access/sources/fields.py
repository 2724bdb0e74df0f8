"""Every field that an import can fill, by kind: name, type, meaning, an example, and what others call it."""

from dataclasses import dataclass
from typing import Literal

Type = Literal["id", "text", "time", "number", "whole"]


@dataclass(frozen=True)
class Field:
    """One field of a kind. `synonyms` are other exporters' names for it, the likeliest first."""

    name: str
    type: Type
    description: str
    example: str
    synonyms: tuple[str, ...] = ()
    required: bool = False
    longest: int = 1_000  # characters; ids and names end up in indexes, which have limits of their own


def _id(name, description, example, *synonyms, required=False) -> Field:
    return Field(name, "id", description, example, synonyms, required, longest=200)


def _text(name, description, example, *synonyms, longest=1_000) -> Field:
    return Field(name, "text", description, example, synonyms, longest=longest)


_CUSTOMER_PLACE = (
    _text("segment", "Group the customer belongs to", "Returning", "customer_segment", "tier", "customer_type"),
    _text("region", "Region of the customer", "North", "state", "province", "sales_region", "market"),
    _text(
        "country",
        "Country of the customer",
        "United Kingdom",
        *("country_name", "shipping_country", "land", "pays", "país"),
    ),
)
_CUSTOMER = (
    _text("customer_name", "Name of the customer", "Ada Brown", "client_name", "full_name", "buyer_name"),
    _text(
        "customer_email",
        "E-mail address of the customer",
        "ada@example.com",
        "email",
        "e-mail",
        "email_address",
    ),
    *_CUSTOMER_PLACE,
    _text("origin", "How the customer first heard of us", "recommendation", "how_heard", "acquisition_source"),
    _id(
        "referred_by",
        "Id of the customer who recommended us",
        "C-0042",
        "referrer_id",
        "referrer",
        "referral_id",
    ),
    Field(
        "joined_at",
        "time",
        "When the customer joined",
        "2023-05-01",
        ("signed_up_at", "signup_date", "customer_since"),
    ),
)
_ORDER_ID = _id(
    "order_id", "Id of the order", "A-1001",
    "order_number", "order_no", "order", "invoice_no", "invoice", "invoice_id", "invoice_number",
    "transaction_id", "receipt_id", "sale_id",
    "order_reference", "order_ref", "receipt_no", "receipt_number", "bestellnummer", "auftragsnummer",
    "rechnungsnummer", "numéro_de_commande", "commande", "pedido", "número_de_pedido", "ordine", "numero_ordine", "id",
    required=True,
)  # fmt: skip
# Beside feedback these are what people call themselves, and no id.
MAY_BE_NAMES = ("customer", "kunde", "cliente")
_CUSTOMER_ID = _id(
    "customer_id", "Id of the customer; may be empty", "C-0007",
    "customer_number", "customer_no", "client_id", "client", "user_id", "buyer_id", "member_id", "account_id",
    "contact_id", "shopper_id", "kundennummer", "kunden_id", "numéro_de_client", "id_client", "id_cliente",
    "numero_cliente", "klantnummer", *MAY_BE_NAMES,
)  # fmt: skip
_ORDERED_AT = Field(
    "ordered_at", "time", "When the order was placed", "2024-01-31 14:05",
    ("order_date", "ordered_on", "order_time", "order_datetime", "order_timestamp", "invoice_date",
     "order_created_at", "order_placed", "placed_at", "placed_on",
     "purchase_date", "purchased_at", "transaction_date", "sale_date", "created_at", "created", "created_on",
     "date_created", "created_date", "creation_date", "date", "datetime", "timestamp", "order_purchase_timestamp",
     "bestelldatum", "auftragsdatum", "rechnungsdatum", "kaufdatum", "datum", "date_de_commande", "fecha_de_pedido",
     "fecha", "data_ordine", "data"),
    required=True,
)  # fmt: skip
_AMOUNT = Field(
    "amount", "number", "Value of the order after discounts; refunded_amount is taken off it", "49.90",
    ("order_amount", "order_total", "total", "grand_total", "total_price", "total_amount", "net_amount",
     "net_sales", "revenue", "sales", "order_value", "total_value", "value", "dollar_value", "subtotal",
     "amount_paid", "payment_value", "spend", "gesamtbetrag", "gesamtsumme", "betrag", "umsatz", "montant",
     "montant_total", "importe", "importe_total", "importo", "totale", "bedrag"),
    required=True,
)  # fmt: skip
_SALE = (
    _text("currency", "Currency code", "GBP", "currency_code", "curr", "währung", "devise", "moneda", "valuta"),
    _text("channel", "Where the order was placed", "web", "sales_channel", "order_channel", "order_source"),
    _text("campaign", "Campaign that brought the order", "spring-sale", "utm_campaign", "campaign_name"),
    _text(
        "status",
        "State of the order: a cancelled one is kept, not counted; one worth 0 counts if it is free or a gift",
        "completed",
        "order_status",
        "state",
    ),
)
_CATEGORY = _text("category", "Product category", "Garden", "product_category", "product_type", "department")
_PRODUCT = _text(
    "product", "Product bought or spoken of", "Watering can",
    "product_name", "item", "item_name", "description", "product_title", "product_id", "sku", "stock_code",
    "produkt", "artikel", "produit", "article", "producto", "artículo", "prodotto",
)  # fmt: skip

_ORDERS = (
    _ORDER_ID,
    _CUSTOMER_ID,
    _ORDERED_AT,
    _AMOUNT,
    *_SALE,
    Field("refunded_amount", "number", "Part of the amount that was paid back", "0.00",
          ("refund", "refunded", "refund_amount")),
    _CATEGORY,
    *_CUSTOMER,
)  # fmt: skip
_ORDER_LINES = (
    _ORDER_ID,
    Field("line_no", "whole", "Number of the line in its order", "1",
          ("line_number", "line", "line_item", "position")),
    _CUSTOMER_ID,
    _ORDERED_AT,
    _PRODUCT,
    _CATEGORY,
    Field("quantity", "number", "Pieces bought; negative when returned", "2",
          ("qty", "units", "pieces", "quantity_ordered", "menge", "anzahl", "quantité", "cantidad", "quantità"),
          required=True),
    Field("unit_price", "number", "Price of one piece", "24.95",
          ("price", "item_price", "price_each", "einzelpreis", "prix_unitaire", "precio_unitario", "prezzo_unitario"),
          required=True),
    Field("amount", "number", "Value of the line, when not quantity times unit price", "49.90",
          ("line_total", "line_amount", "total", "total_price", "amount_paid", "revenue", "sales", "net_sales",
           "value")),
    Field("order_amount", "number", "Value of the whole order, where it is not the sum of its lines", "52.40"),
    Field("refunded_amount", "number", "Part of the whole order's value that was paid back", "0.00"),
    *_SALE,
    *_CUSTOMER,
)  # fmt: skip
_FEEDBACK = (
    _id("feedback_id", "Id of the piece of feedback", "F-301",
        "review_id", "response_id", "ticket_id", "post_id", "comment_id", "survey_id", "ticket_number", "ticket_no",
        "case_id", "case_number", "id"),
    _text("source", "Where it was said: Trustpilot, App Store, survey, e-mail", "Trustpilot",
          "platform", "site"),
    _text("channel", "Channel it came by", "web"),
    _text("kind", "review, survey, ticket or post", "review", "type", "feedback_type"),
    _text("brand", "Whose customer is speaking; ours unless told", "Meadow & Co", "company", "brand_name"),
    _id("customer_id", "Id of the customer; may be empty", "C-0007",
        *(name for name in _CUSTOMER_ID.synonyms if name not in MAY_BE_NAMES)),
    _text("author", "Name shown beside it", "Ada B.",
          "reviewer", "reviewer_name", "user_name", "username", "name"),
    Field("created_at", "time", "When it was written", "2024-02-03 09:30",
          ("created", "created_on", "date_created", "created_date", "creation_date", "review_created",
           "review_created_at", "opened", "opened_at", "published_at", "published", "published_date", "review_date",
           "submitted_at", "submitted", "submission_date", "response_date", "posted_at", "date", "datetime",
           "timestamp", "time", "datum", "fecha"),
          required=True),
    _text("title", "Headline", "Quick and friendly",
          "headline", "subject", "review_title", "review_headline", "summary", "titel", "betreff", "titre",
          "título", "titolo", longest=100_000),
    _text("text", "The customer's own words", "Arrived a day early and well packed.",
          "review", "review_text", "comment", "comments", "body", "content", "message", "feedback", "verbatim",
          "answer", "response", "first_message", "complaint", "review_body", "review_content", "comment_text",
          "feedback_text", "open_text", "message_body", "kommentar", "bewertungstext", "nachricht", "commentaire",
          "avis", "comentario", "recensione", longest=100_000),
    Field("rating", "number", "Score given", "5",
          ("stars", "star_rating", "score", "rate", "review_rating", "nps", "csat", "ces", "bewertung", "sterne",
           "puntuación", "valutazione")),
    Field("rating_scale", "number", "Best score possible; 5 unless told", "5", ("scale", "max_rating", "out_of")),
    Field("rating_lowest", "number", "Lowest score possible; 1 of 5, 0 of 10 unless told", "1", ("min_rating",)),
    _text("rating_type", "What the score answers: stars, nps, csat or ces", "stars"),
    _text("reply", "What the business wrote back", "Thank you, Ada!",
          "reply_text", "reply_content", "company_reply", "company_response", "business_reply", "business_response",
          "owner_reply", "owner_response", "response_from_owner", "developer_reply", "developer_response",
          "merchant_reply", "seller_reply", "shop_reply", "our_reply", "our_response", "management_response",
          "vendor_response", "antwort_des_unternehmens", longest=100_000),
    Field("replied_at", "time", "When the business wrote back", "2024-02-05 11:00",
          ("reply_date", "reply_time", "reply_datetime", "reply_created_at", "reply_at", "replied_on", "date_replied",
           "company_reply_date", "company_response_date", "business_response_date", "owner_response_date",
           "response_from_owner_date", "developer_reply_date", "developer_response_date")),
    _PRODUCT,
    _CATEGORY,
    _text("url", "Address of the original", "https://example.com/reviews/301",
          "link", "permalink", longest=10_000),
    *_CUSTOMER_PLACE,
)  # fmt: skip

FIELDS: dict[str, dict[str, Field]] = {
    "orders": {field.name: field for field in _ORDERS},
    "order_lines": {field.name: field for field in _ORDER_LINES},
    "feedback": {field.name: field for field in _FEEDBACK},
}

CUSTOMER_FIELDS = tuple(field.name for field in _CUSTOMER)

# One of these in an orders file means one row a line, not one row an order.
LINE_FIELDS = ("line_no", "quantity", "unit_price", "product")
