CREATE TABLE "intake"."document_word" (
	"tenant_id" uuid NOT NULL,
	"token" text NOT NULL,
	"document_id" uuid NOT NULL,
	CONSTRAINT "document_word_tenant_id_token_document_id_pk" PRIMARY KEY("tenant_id","token","document_id")
);
--> statement-breakpoint
ALTER TABLE "intake"."document_word" ADD CONSTRAINT "document_word_tenant_id_document_id_document_tenant_id_id_fk" FOREIGN KEY ("tenant_id","document_id") REFERENCES "intake"."document"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "document_word_document" ON "intake"."document_word" USING btree ("tenant_id","document_id");